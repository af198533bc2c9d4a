const HERE = 'http://here.invalid';

/** Where to go after sign-in: a page of ours, whatever the address asks for; the board otherwise. */
export function returnTo(wanted: string | undefined): string {
  if (wanted === undefined || !wanted.startsWith('/')) return '/';
  const url = URL.parse(wanted, HERE);
  if (url === null || url.origin !== HERE) return '/';
  const path = `${url.pathname}${url.search}`;
  // Dots may have hidden a second slash, with which a browser would take what follows for a host.
  return path.startsWith('//') ? '/' : path;
}

/** The address of the sign-in page that leads back. */
export function signInAddress(back: string): string {
  return `/sign-in?to=${encodeURIComponent(back)}`;
}

/** The address that leads to the identity provider and back; whoever is signed in already proves more by it. */
export function oidcAddress(back: string): string {
  return `/sign-in/oidc?to=${encodeURIComponent(back)}`;
}
