/** A mark as it stands on a page. */
export interface MarkOnPage {
  readonly tone: string;
  readonly shape: string;
  readonly word: string;
}

/** Runs in the page. @returns every mark that is shown */
export function marksOf(): readonly MarkOnPage[] {
  return [...document.querySelectorAll("svg.mark")].map((mark) => ({
    tone: [...mark.classList].find((name) => name.startsWith("tone-"))?.slice(5) ?? "",
    shape: `${mark.querySelector("path")?.getAttribute("d")} ${mark.querySelector("path")?.getAttribute("stroke-dasharray")}`,
    word: mark.getAttribute("aria-label") ?? "",
  }));
}

/** Runs in the page. @returns colours that would be called green, of elements and of what canvases show */
export function greenColours(): readonly string[] {
  const isGreen = (r: number, g: number, b: number): boolean => g > 60 && g > r * 1.25 && g > b * 1.25;
  const found = new Set<string>();
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    for (const value of [style.color, style.backgroundColor, style.fill, style.stroke, style.borderTopColor]) {
      const [r = 0, g = 0, b = 0, alpha = 1] = (value.match(/[\d.]+/g) ?? []).map(Number);
      if (value.startsWith("rgb") && alpha > 0.1 && isGreen(r, g, b)) found.add(`${element.tagName} ${value}`);
    }
  }
  for (const canvas of document.querySelectorAll("canvas")) {
    if (canvas.width === 0 || canvas.height === 0) continue;
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    for (let at = 0; at < data.length; at += 4) {
      const [r = 0, g = 0, b = 0, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]];
      if (alpha > 200 && isGreen(r, g, b)) found.add(`canvas rgb(${r}, ${g}, ${b})`);
    }
  }
  return [...found];
}
