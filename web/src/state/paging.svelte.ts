import { get, Problem } from '../api/client'
import type { Page } from '../api/types'
import { changes } from './asking.svelte'

/** A long list, a page at a time; it begins anew whenever what it asks changes. */
export class Paging<Item> {
  items = $state.raw<Item[]>([])
  total = $state(0)
  next = $state<string | null>(null)
  waiting = $state(true)
  problem = $state.raw<Problem | null>(null)
  #path: string
  #query = new URLSearchParams()
  #running: AbortController | null = null

  constructor(path: string) {
    this.#path = path
  }

  begin(query: URLSearchParams): void {
    this.#query = query
    void this.#fetch(null)
  }

  more(): void {
    if (this.next) void this.#fetch(this.next)
  }

  again(): void {
    void this.#fetch(null)
  }

  stop(): void {
    this.#running?.abort()
  }

  async #fetch(cursor: string | null): Promise<void> {
    this.#running?.abort()
    const running = (this.#running = new AbortController())
    const query = new URLSearchParams(this.#query)
    if (cursor) query.set('cursor', cursor)
    this.waiting = true
    try {
      const page = await get<Page<Item>>(this.#path, query, running.signal)
      if (running.signal.aborted) return
      this.items = cursor ? [...this.items, ...page.items] : page.items
      this.total = page.total
      this.next = page.next
      this.problem = null
    } catch (error) {
      if (running.signal.aborted) return
      if (!(error instanceof Problem)) throw error
      this.problem = error
    }
    this.waiting = false
  }
}

/** A list that follows its question; `query` reads what it depends on. */
export function paging<Item>(path: string, query: () => URLSearchParams): Paging<Item> {
  const list = new Paging<Item>(path)
  $effect(() => {
    void changes.count
    list.begin(query())
    return () => list.stop()
  })
  return list
}
