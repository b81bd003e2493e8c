/** Where a deep link may lead: a route of the app, nothing else. `samovar://chats/abc` gives `/chats/abc`. */
export const SCHEME = 'samovar';

const ROUTE = /^\/[a-z0-9/-]{0,80}$/;

/** The route in a deep link; null for anything that is not one of ours. Links come from strangers. */
export function routeOfDeepLink(link: string): string | null {
  const prefix = `${SCHEME}://`;
  if (!link.toLowerCase().startsWith(prefix)) return null;
  const path = `/${link.slice(prefix.length).replace(/[?#].*$/s, '').replace(/\/+$/, '')}`;
  return ROUTE.test(path) ? path : null;
}

/** The first deep link among a process's arguments, as a second instance hands them over. */
export function routeInArguments(args: readonly string[]): string | null {
  for (const argument of args) {
    const route = routeOfDeepLink(argument);
    if (route !== null) return route;
  }
  return null;
}
