/** Names of units as headings write them, in small letters, and the unit each is. */
const unitNames: Readonly<Record<string, string>> = {
  ...named("m", "m metre metres meter meters maod masd mod m.a.s.l. masl \u7c73"),
  ...named("cm", "cm centimetre centimetres centimeter centimeters \u5398\u7c73"),
  ...named("mm", "mm millimetre millimetres millimeter millimeters \u6beb\u7c73"),
  ...named("ft", "ft feet foot \u82f1\u5c3a"),
  ...named("in", "in inch inches \u82f1\u5bf8"),
  ...named(
    "m3/s",
    "m3/s m\u00b3/s m^3/s m3s-1 cms cumec cumecs \u7acb\u65b9\u7c73/\u79d2 \u7acb\u65b9\u7c73\u6bcf\u79d2",
  ),
  ...named("m3/h", "m3/h m\u00b3/h"),
  ...named("l/s", "l/s lps"),
  ...named("cfs", "cfs ft3/s ft\u00b3/s ft^3/s"),
  ...named("m/s", "m/s \u7c73/\u79d2"),
  ...named("cm/s", "cm/s"),
  ...named("degC", "degc \u00b0c \u2103 celsius"),
  ...named("degF", "degf \u00b0f \u2109 fahrenheit"),
  ...named("kPa", "kpa"),
  ...named("MPa", "mpa"),
  ...named("bar", "bar"),
  ...named("ppm", "ppm"),
  ...named("mg/m3", "mg/m3 mg/m\u00b3"),
  ...named("%lel", "%lel lel"),
  ...named("%vol", "%vol vol%"),
  ...named("V", "v volt volts"),
  ...named("mV", "mv"),
  ...named("mA", "ma"),
};

/**
 * Units of the USGS parameter codes that end the columns of RDB files.
 *
 * @see https://help.waterdata.usgs.gov/codes-and-parameters/parameters
 */
const usgsUnits: Readonly<Record<string, string>> = {
  "00010": "degC",
  "00045": "in",
  "00060": "cfs",
  "00065": "ft",
  "62614": "ft",
  "62615": "ft",
  "63160": "ft",
};

function named(unit: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, unit]));
}

/** The unit of a word, such as `feet` or `cm`; null for none. */
export function unitNamed(text: string): string | null {
  const word = text.normalize("NFC").trim().toLowerCase().replaceAll(/\s+/g, "");
  return Object.hasOwn(unitNames, word) ? (unitNames[word] ?? null) : null;
}

/** The unit that a heading names: `stage_ft`, `Level (m)`, `depth [cm]`, `69928_00065` of the USGS; null for none. */
export function unitInHeading(heading: string): string | null {
  const usgs = /^\d+_(\d{5})$/.exec(heading)?.[1];
  if (usgs !== undefined) return usgsUnits[usgs] ?? null;
  const bracketed = [...heading.matchAll(/[([\uff08]([^)\]\uff09]*)[)\]\uff09]/g)].map(([, words = ""]) => words);
  for (const words of bracketed) {
    const unit = unitNamed(words) ?? unitNamed(words.split(/[ ,]/)[0] ?? "");
    if (unit !== null) return unit;
  }
  // A column that is called by a unit alone is called something else: `m` is also for missing, `in` for inflow.
  const [first, ...rest] = heading.split(/[_\s,]+/);
  if (first === undefined || rest.length === 0) return null;
  const last = unitNamed(rest.at(-1) ?? "");
  if (last !== null) return last;
  // `level_m_2020650`: the unit before the number of a gauge.
  const isNumbered = /^\d+$/.test(rest.at(-1) ?? "");
  return isNumbered && rest.length > 1 ? unitNamed(rest.at(-2) ?? "") : null;
}
