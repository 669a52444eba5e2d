import { address, go } from './address.svelte'

/** Filters that every view understands, in the order in which their chips stand. */
export const FILTERS = [
  'text',
  'family',
  'type',
  'place',
  'within',
  'near',
  'bbox',
  'actor',
  'source',
  'from',
  'to',
  'killed',
  'modality',
  'single_source',
  'contested',
  'edited',
  'placed',
  'known_by',
] as const
export type Filter = (typeof FILTERS)[number]
const SEVERAL: ReadonlySet<string> = new Set(['family', 'type', 'modality'])

/** The address's query as far as it filters; `open`, `sort` and the like are the view's own. */
export function filtersOf(query: string, without: readonly string[] = []): URLSearchParams {
  const given = new URLSearchParams(query)
  const kept = new URLSearchParams()
  for (const name of FILTERS) {
    if (!without.includes(name)) for (const value of given.getAll(name)) if (value) kept.append(name, value)
  }
  return kept
}

/** A query with other values of some names; an empty list or null takes the name out. */
export function changed(query: string, changes: Record<string, string | string[] | null>): string {
  const search = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    search.delete(name)
    for (const each of value === null ? [] : [value].flat()) if (each) search.append(name, each)
  }
  return search.toString()
}

/** A query in which a value is turned on where it was off, and off where it was on. */
export function toggled(query: string, name: Filter, value: string): string {
  const has = new URLSearchParams(query).getAll(name)
  if (has.includes(value)) return changed(query, { [name]: has.filter((each) => each !== value) })
  return changed(query, { [name]: SEVERAL.has(name) ? [...has, value] : value })
}

export function setFilters(changes: Record<string, string | string[] | null>, how: 'push' | 'replace' = 'push'): void {
  go(withQuery(address.path, changed(address.query, changes)), how)
}

export function flip(name: Filter, value: string): void {
  go(withQuery(address.path, toggled(address.query, name, value)))
}

/** A view under the filters of this one. */
export function linkTo(path: string, more: Record<string, string> = {}): string {
  const search = filtersOf(address.query)
  for (const [name, value] of Object.entries(more)) search.set(name, value)
  return withQuery(path, search.toString())
}

/** A view that asks what is known of one thing, as of the same day. */
export function pageOf(kind: 'incidents' | 'reports' | 'places' | 'actors' | 'sources', id: string): string {
  const known = new URLSearchParams(address.query).get('known_by')
  return withQuery(`/${kind}/${encodeURIComponent(id)}`, known ? `known_by=${known}` : '')
}

export function withQuery(path: string, query: string): string {
  return query ? `${path}?${query}` : path
}

export function queryValue(name: string): string | null {
  return new URLSearchParams(address.query).get(name)
}
