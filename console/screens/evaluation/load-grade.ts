/** Pages for an officer in ten minutes, as ISA-18.2 and EEMUA 191 hold them to be: one is manageable, over ten a flood. */
export function loadGrade(perOfficer: number): "good" | "much" | "flood" {
  if (perOfficer > 10) return "flood";
  return perOfficer > 1 ? "much" : "good";
}
