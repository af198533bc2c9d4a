const HERE = 'http://here.invalid';

/** Where to go after sign-in: a page of ours, whatever the address asks for; the board otherwise. */
export function returnTo(wanted: string | undefined): string {
  if (wanted === undefined || !wanted.startsWith('/')) return '/';
  const url = URL.parse(wanted, HERE);
  return url === null || url.origin !== HERE ? '/' : `${url.pathname}${url.search}`;
}

/** The address of the sign-in page that leads back. */
export function signInAddress(back: string): string {
  return `/sign-in?to=${encodeURIComponent(back)}`;
}
