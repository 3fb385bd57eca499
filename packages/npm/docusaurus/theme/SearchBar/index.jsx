/** The search in the navbar, and with `mode="page"` that of the page of results. */

import { useEffect, useRef } from 'react';
import { matchPath, useHistory, useLocation } from '@docusaurus/router';
import { usePluginData } from '@docusaurus/useGlobalData';
import routes from '@generated/routes';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Whether the router has a page for a path: files beside the pages are the browser's matter. */
const isRouted = (path, among = routes) =>
  among.some(
    (route) => route.path !== '*' && matchPath(path, route) && (!route.routes || isRouted(path, route.routes)),
  );

/** While one writes: how old the build is that answers. */
function Age({ built }) {
  const age = Date.now() - built;
  const [unit, length] = [
    ['day', DAY_MS],
    ['hour', HOUR_MS],
  ].find(([, least]) => age >= least) ?? ['minute', MINUTE_MS];
  const since = new Intl.RelativeTimeFormat('en').format(-Math.floor(age / length), unit);
  return <p slot="footer">Pages as the last build has them, made {since}.</p>;
}

export default function SearchBar({ mode }) {
  const { address, page, isWriting, built } = usePluginData('findlet');
  const { pathname } = useLocation();
  const history = useHistory();
  const element = useRef(null);

  useEffect(() => {
    if (!element.current) return;
    element.current.navigate = (url) => {
      const { pathname, search, hash } = new URL(url);
      if (!isRouted(pathname)) return false;
      history.push(pathname + search + hash);
      return true;
    };
  });

  // The page of results has a field of its own.
  if (!mode && page && pathname.replace(/\/$/, '') === page) return null;
  if (isWriting && !built)
    return <input disabled className="findlet-none" placeholder="Search: build the site first" />;
  return (
    <findlet-search ref={element} src={address} mode={mode}>
      <form action={`${address}search.html`} role="search">
        <input name="q" type="search" aria-label="Search" placeholder="Search" />
      </form>
      {isWriting && <Age built={built} />}
    </findlet-search>
  );
}
