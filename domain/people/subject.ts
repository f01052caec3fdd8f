/** Space around it, control and format characters, line ends and halves of characters: nobody can read or compare those. */
const unreadable = /^\s|\s$|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether what an identity provider calls somebody can be an account's subject as far as its characters go. */
export function isReadableSubject(subject: string): boolean {
  return !unreadable.test(subject);
}
