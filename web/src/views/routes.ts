import type { Component } from 'svelte'
import type { Key } from '../words/words'

type Loaded = { default: Component<{ id: string }> }

export interface Route {
  name: string
  id: string
  title: Key
  filtered: boolean
  load: () => Promise<Loaded>
}

interface Known {
  name: string
  pattern: RegExp
  title: Key
  filtered: boolean
  load: () => Promise<Loaded>
}

const ROUTES: Known[] = [
  known('map', /^\/$/, 'rail.map', true, () => import('./MapView.svelte')),
  known('incidents', /^\/incidents$/, 'rail.incidents', true, () => import('./IncidentsView.svelte')),
  known('incident', /^\/incidents\/([^/]+)$/, 'incident', false, () => import('./IncidentView.svelte')),
  known('report', /^\/reports\/([^/]+)$/, 'report', false, () => import('./ReportView.svelte')),
  known('places', /^\/places$/, 'rail.places', false, () => import('./PlacesView.svelte')),
  known('place', /^\/places\/([^/]+)$/, 'place', false, () => import('./PlaceView.svelte')),
  known('actors', /^\/actors$/, 'rail.actors', true, () => import('./ActorsView.svelte')),
  known('actor', /^\/actors\/([^/]+)$/, 'actor', false, () => import('./ActorView.svelte')),
  known('sources', /^\/sources$/, 'rail.sources', false, () => import('./SourcesView.svelte')),
  known('source', /^\/sources\/([^/]+)$/, 'source', false, () => import('./SourceView.svelte')),
  known('review', /^\/review$/, 'rail.review', true, () => import('./ReviewView.svelte')),
  known('search', /^\/search$/, 'rail.search', false, () => import('./SearchView.svelte')),
  known('add', /^\/add$/, 'rail.add', false, () => import('./AddView.svelte')),
  known('people', /^\/people$/, 'rail.people', false, () => import('./PeopleView.svelte')),
]

const LOST = known('lost', /^/, 'lost', false, () => import('./LostView.svelte'))

function known(name: string, pattern: RegExp, title: Key, filtered: boolean, load: () => Promise<unknown>): Known {
  return { name, pattern, title, filtered, load: load as () => Promise<Loaded> }
}

/** The view of a path, and the thing it is about. */
export function routeOf(path: string): Route {
  for (const { pattern, ...route } of [...ROUTES, LOST]) {
    const found = pattern.exec(path)
    if (found) return { ...route, id: decodeURIComponent(found[1] ?? '') }
  }
  throw new Error('the last route takes every path')
}
