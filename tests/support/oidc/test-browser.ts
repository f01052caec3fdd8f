/** A browser's part in a sign-in: cookies by host and path, and redirects one by one. */
export interface TestBrowser {
  /** One answer; redirects are not followed. */
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(url: string, form: Readonly<Record<string, string>>): Promise<Response>;
  /** Names of cookies it would send. */
  cookiesFor(url: string): Readonly<Record<string, string>>;
  /** Follows redirects until `isThere`, without going there. @returns that address */
  follow(response: Response, isThere: (url: URL) => boolean): Promise<URL>;
}

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

export function testBrowser(): TestBrowser {
  const cookies = new Map<string, Cookie>();
  const cookiesFor = (url: string): Readonly<Record<string, string>> => {
    const { host, pathname } = new URL(url);
    const sent = [...cookies.values()].filter((each) => each.host === host && pathname.startsWith(each.path));
    return Object.fromEntries(sent.map(({ name, value }) => [name, value]));
  };
  const keep = (url: string, response: Response): void => {
    const { host, pathname } = new URL(url);
    for (const header of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = header.split(/; ?/);
      const at = pair.indexOf("=");
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? pathname;
      const cookie = { host, path, name: pair.slice(0, at), value: pair.slice(at + 1) };
      const isOver = attributes.some((each) => /^(max-age=0$|expires=thu, 01 jan 1970)/i.test(each));
      if (isOver) cookies.delete(`${host} ${path} ${cookie.name}`);
      else cookies.set(`${host} ${path} ${cookie.name}`, cookie);
    }
  };
  const call = async (url: string, init: RequestInit): Promise<Response> => {
    const cookie = Object.entries(cookiesFor(url))
      .map(([name, value]) => `${name}=${value}`)
      .join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie, ...init.headers } });
    keep(url, response);
    return response;
  };
  const get: TestBrowser["get"] = (url, headers = {}) => call(url, { headers });
  return {
    get,
    post: (url, form) => call(url, { method: "POST", body: new URLSearchParams(form) }),
    cookiesFor,
    async follow(response, isThere) {
      let answer = response;
      for (let hops = 0; hops < 10; hops += 1) {
        const location = answer.headers.get("location");
        if (location === null) throw new Error(`no redirect: ${answer.status} ${await answer.text()}`);
        const url = new URL(location, answer.url);
        if (isThere(url)) return url;
        answer = await get(url.href);
      }
      throw new Error("redirects without end");
    },
  };
}
