/** How much larger than on a work screen everything is drawn now: on a wall 1.6 times and more. */
export function scaleNow(): number {
  return Number(getComputedStyle(document.documentElement).getPropertyValue("--scale")) || 1;
}
