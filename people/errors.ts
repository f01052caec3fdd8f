/** Codes of this room's refusals, with what each means and what to do. */
export const peopleErrors = {
  "people.bad_password":
    "The password is too short, too plain or holds the account's own name: take some unrelated words (setting people.passwordLength).",
  "people.bad_subject":
    "The subject has blanks around it, or control or format characters: write it anew as the identity provider shows it.",
  "people.no_account": "A token asked for what only an account has, such as preferences: sign in with an account.",
  "people.no_way_in":
    "An account was to be made, or left, without a password and without a subject: nobody could sign in; give one of them.",
  "people.oidc_secret_unusable":
    "The client secret for the identity provider is in a variable or file that does not hold one line: mend it, or unset both for a public client.",
  "people.own_account": "An account administrator was to change their own account: another administrator has to.",
} as const;
