// Scopes of permissions: all session groups, those of a kind, one group, one of its subgroups.

const BROAD = [0, 2, 3, 4];
const ACCESS = 2;

function scope(filter, path) {
  return { filter, path, key: JSON.stringify([filter, path]) };
}

function scopeOf({ SessionGroupFilter, SessionGroupPath }) {
  return scope(SessionGroupFilter, SessionGroupPath ?? []);
}

/** What a scope is called by itself, without what is above it. */
function nameOf({ filter, path }) {
  return path.at(-1) ?? text(`Scope.${filter}`);
}

/** The scope from which another inherits; none above all session groups. */
function parentOf({ filter, path }) {
  if (path.length > 1) return scope(filter, path.slice(0, -1));
  if (path.length === 1) return scope(types.groupFilter.access, []);
  return filter === types.groupFilter.all ? undefined : scope(types.groupFilter.all, []);
}

function allowed(entries, { key }) {
  const own = entries.filter((entry) => scopeOf(entry).key === key && entry.AccessControlType === 0);
  return new Set(own.map(({ Name }) => Name));
}

/** Everything that holds in a scope, be it from above. */
function effectiveIn(entries, one) {
  const parent = parentOf(one);
  const inherited = parent ? [...effectiveIn(entries, parent)] : [];
  return new Set([...allowed(entries, one), ...inherited]);
}

function setAllowed(entries, { key, filter, path }, name, isOn) {
  const others = entries.filter(
    (entry) => scopeOf(entry).key !== key || entry.Name !== name || entry.AccessControlType !== 0,
  );
  if (!isOn) return others;
  const entry = {
    AccessControlType: 0,
    Name: name,
    SessionGroupFilter: filter,
    SessionGroupPath: path,
    OwnershipFilter: 0,
  };
  return [...others, entry];
}

/** The groups right below a path, as scopes. */
async function scopesBelow(path) {
  const infos = await callService('SecurityService', 'GetSessionGroupInfos', [ACCESS, path]);
  return infos.map(({ SessionGroupPath, HasSubgroups }) => ({
    ...scope(types.groupFilter.specificAccess, SessionGroupPath),
    hasSubgroups: HasSubgroups,
  }));
}

/** Every group, each followed by its subgroups. */
async function allScopes(path = []) {
  const here = await scopesBelow(path);
  const withBelow = here.map(async (one) => [one, ...(one.hasSubgroups ? await allScopes(one.path) : [])]);
  return (await Promise.all(withBelow)).flat();
}

function broadScopes() {
  return BROAD.map((filter) => scope(filter, []));
}

Object.assign(window, {
  scopeOf,
  nameOf,
  parentOf,
  allowed,
  effectiveIn,
  setAllowed,
  scopesBelow,
  allScopes,
  broadScopes,
});
