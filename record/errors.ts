export const recordErrors = {
  "record.bad_anchor":
    "A file of anchors holds a line that is none: it was changed or is another file. Compare it with the copy of whoever was told of the anchor.",
} as const;
