import type { MapColumns } from '../api/types'
import { MapIndex, type Look, type Seen } from './mapindex'

/** Away from the page: fetches every incident that fits, and answers what of it the map shows. */

export type Order = { kind: 'load'; address: string } | ({ kind: 'look' } & Look)
export type Tidings =
  | { kind: 'loaded'; total: number; placed: number; unplaced: number; box: [number, number, number, number] | null }
  | { kind: 'seen'; seen: Seen }
  | { kind: 'failed'; status: number }

let index: MapIndex | null = null
let loading: AbortController | null = null

self.onmessage = (event: MessageEvent<Order>) => {
  if (event.data.kind === 'load') void load(event.data.address)
  else tell({ kind: 'seen', seen: index?.look(event.data) ?? { dots: [], areas: [] } })
}

async function load(address: string): Promise<void> {
  loading?.abort()
  const own = (loading = new AbortController())
  try {
    const response = await fetch(address, { signal: own.signal, credentials: 'same-origin' })
    if (!response.ok) return tell({ kind: 'failed', status: response.status })
    const given = (await response.json()) as MapColumns
    if (own.signal.aborted) return
    index = new MapIndex(given)
    tell({ kind: 'loaded', total: given.total, placed: given.placed, unplaced: given.unplaced, box: index.box() })
  } catch {
    if (!own.signal.aborted) tell({ kind: 'failed', status: 0 })
  }
}

function tell(tidings: Tidings): void {
  self.postMessage(tidings)
}
