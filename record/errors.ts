export const recordErrors = {
  "record.bad_anchor":
    "A file of anchors holds a line that is none: it was changed or is another file. Compare it with the copy of whoever was told of the anchor.",
  "record.drill_not_running": "Somebody ended a drill that is not under way; nothing was changed.",
  "record.drill_exists": "A drill of that name was held before; choose another name.",
  "record.drill_over": "A drill was to be started whose end has passed; nothing was changed.",
  "record.drill_without_stations":
    "A drill was to be started where no station is for drills; declare some with `isExercise: true` in the city's stations.",
  "record.nothing_to_pack": "A pack was asked for of a case or warning that is not kept; list them first.",
  "record.bad_pack":
    "An inquiry pack is not what was sealed: a file was changed, is missing or was added, or another key signed it. Compare it with the copy of whoever made it.",
  "record.bad_drill_script":
    "The script of a drill is wrong; the message lists every place with what was wanted and got. Mend them all, then run it again.",
} as const;
