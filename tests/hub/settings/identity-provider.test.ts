import { describe, expect, it } from "vitest";
import { HubError } from "../../../domain/errors.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { expectChinese } from "../../support/expect-chinese.ts";

const good = {
  GUANLAN_PEOPLE__OIDC__ENABLED: "true",
  GUANLAN_PEOPLE__OIDC__ISSUER: "https://id.example.cn/realms/city",
  GUANLAN_HUB__PUBLIC_URL: "https://flood.example.cn",
};

/** What is said of settings; null where they will do. */
function said(env: Readonly<Record<string, string>>): string | null {
  try {
    loadSettings({ env });
    return null;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    expectChinese(error);
    return error.message;
  }
}

describe("settings of the identity provider", () => {
  it("are off, and with an issuer and an address of our own enough", () => {
    expect(loadSettings({ env: {} }).people.oidc).toEqual({
      ...{ enabled: false, clientId: "guanlan", subjectClaim: "sub", scopes: "openid profile", prompt: "login" },
    });
    expect(said(good)).toBeNull();
    expect(said({ ...good, GUANLAN_OIDC_SECRET: "x", GUANLAN_OIDC_SECRET_FILE: "/run/x" })).toBeNull();
    // Switched off nothing of it is asked for.
    expect(said({ GUANLAN_PEOPLE__OIDC__ISSUER: "http://id.example.cn" })).toBeNull();
  });

  it.each(["http://127.0.0.1:9000", "http://localhost/realms/city", "http://[::1]:9000", "https://id.example.cn"])(
    "take %s",
    (issuer) => expect(said({ ...good, GUANLAN_PEOPLE__OIDC__ISSUER: issuer })).toBeNull(),
  );

  it.each([
    "http://id.example.cn",
    "http://127.0.0.1.example.cn",
    "http://10.0.0.5",
    "http://localhost.example.cn",
    "ftp://id.example.cn",
    "https://somebody:secret@id.example.cn",
    "https://id.example.cn?x=1",
    "https://id.example.cn#x",
    "https://",
    "id.example.cn",
  ])("refuse %s as an issuer, and say what will do", (issuer) => {
    const words = said({ ...good, GUANLAN_PEOPLE__OIDC__ISSUER: issuer });
    expect(words).toContain("GUANLAN_PEOPLE__OIDC__ISSUER");
    expect(words).toContain("an https:// address");
  });

  it("name what is missing, with the address that the provider must know", () => {
    const words = said({ GUANLAN_PEOPLE__OIDC__ENABLED: "true" });
    expect(words).toContain("people.oidc.issuer");
    expect(words).toContain("hub.publicUrl");
    expect(words).toContain("/api/v1/session/oidc/callback");
  });

  it.each([
    "https://flood.example.cn/",
    "https://flood.example.cn:8443//",
    "http://127.0.0.1:8080",
    "http://localhost:8080",
    "http://[::1]:8080/",
  ])("take %s as our own address", (url) => expect(said({ ...good, GUANLAN_HUB__PUBLIC_URL: url })).toBeNull());

  it.each([
    ["https://example.cn/flood", "leave path and user out"],
    ["https://example.cn/flood/", "leave path and user out"],
    ["https://somebody:canary@flood.example.cn", "leave path and user out"],
    ["https://somebody@flood.example.cn/", "leave path and user out"],
    ["https://flood.example.cn:99999", "leave path and user out"],
    ["http://flood.example.cn", "take the https:// address"],
    ["http://10.0.0.5:8080", "take the https:// address"],
  ])("refuse %s as our own address, with what mends it and without what it keeps secret", (url, fix) => {
    const words = said({ ...good, GUANLAN_HUB__PUBLIC_URL: url });
    expect(words).toContain("GUANLAN_HUB__PUBLIC_URL");
    expect(words).toContain(fix);
    expect(words).not.toContain("canary");
    // Without a provider it is for links alone.
    expect(said({ GUANLAN_HUB__PUBLIC_URL: url })).toBeNull();
  });

  it("take http:// from elsewhere where the way is encrypted otherwise", () => {
    const url = { GUANLAN_HUB__PUBLIC_URL: "http://10.0.0.5:8080" };
    expect(said({ ...good, ...url, GUANLAN_TLS__ALLOW_CLEARTEXT_TOKENS: "true" })).toBeNull();
  });

  it.each(["profile", "profile openid", "openid  profile", ""])("refuse the scopes %j", (scopes) => {
    expect(said({ ...good, GUANLAN_PEOPLE__OIDC__SCOPES: scopes })).toContain("GUANLAN_PEOPLE__OIDC__SCOPES");
  });
});
