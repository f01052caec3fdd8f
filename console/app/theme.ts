import { Store } from "../live/store.ts";

const kept = "guanlan.theme";

/** What somebody chose: the system's theme, or one of the two. */
export type ThemeChoice = "system" | "dark" | "light";

const lightSystem = matchMedia("(prefers-color-scheme: light)");

function firstChoice(): ThemeChoice {
  const chosen = localStorage.getItem(kept);
  return chosen === "dark" || chosen === "light" ? chosen : "system";
}

export const themeChoice = new Store<ThemeChoice>(firstChoice());

/** Theme of the page; whoever draws by hand reads its colours anew when this moves. */
export const theme = new Store<"dark" | "light">("dark");

const paper = matchMedia("print");

/** From the moment that the browser is about to print: what is drawn by hand has to be drawn for paper by then. */
let isPrinting = false;

function apply(): void {
  const { value } = themeChoice;
  const onScreen = value === "system" ? (lightSystem.matches ? "light" : "dark") : value;
  const shown = isPrinting || paper.matches ? "light" : onScreen;
  document.documentElement.dataset.theme = shown;
  theme.set(shown);
}

function printing(is: boolean): void {
  isPrinting = is;
  apply();
}

/** Follows the system and what is chosen, on paper the light one; installed once, before anything is drawn. */
export function followTheme(): void {
  lightSystem.addEventListener("change", apply);
  paper.addEventListener("change", apply);
  addEventListener("beforeprint", () => printing(true));
  addEventListener("afterprint", () => printing(false));
  apply();
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(kept, choice);
  themeChoice.set(choice);
  apply();
}

/** System, dark, light, and again. */
export function nextTheme(): void {
  const order: readonly ThemeChoice[] = ["system", "dark", "light"];
  chooseTheme(order[(order.indexOf(themeChoice.value) + 1) % order.length] ?? "system");
}
