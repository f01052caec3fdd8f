/** Behind the bracket that closes the one at `from`, strings stepped over; at the end where none does. */
export function endOfElement(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      const end = endOfString(text, at);
      if (end === -1) return text.length;
      at = end;
    } else if (letter === "{" || letter === "[") {
      depth++;
    } else if (letter === "}" || letter === "]") {
      // The bracket of the array around belongs to that.
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && letter === "," && at > from) {
      return at;
    }
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}
