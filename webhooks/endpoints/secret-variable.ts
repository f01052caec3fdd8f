/** Secrets are named by the city's endpoints and belong to no room: any name ending so is let through. */
export function isSecretVariable(name: string): boolean {
  return /^GUANLAN_[A-Z0-9]+(_[A-Z0-9]+)*_SECRET$/.test(name);
}
