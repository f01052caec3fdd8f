/** Codes of the room `city-builder/`; docs/errors.md is made from here. */
export const cityBuilderErrors = {
  "city-builder.no_plan":
    "The city folder that a new one is to be like has no folder `generator/`. Name one that has, such as `cities/zhengzhou`, with --like.",
  "city-builder.bad_plan":
    "A file in the folder `generator/` of a city is wrong. The message names every mistake with its place.",
  "city-builder.folder_taken":
    "The folder that a city was to be generated into holds something already. Name another, or remove it.",
  "city-builder.too_small":
    "A generated city keeps all stations of the city that it is like, so it cannot be smaller. Ask for more stations.",
  "city-builder.no_map":
    "There is nothing to draw: the city folder has neither outlines, nor a schematic, nor a plan to make one by. Import a map first.",
} as const;
