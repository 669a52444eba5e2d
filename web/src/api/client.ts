/** The only door to the server: JSON in and out, problems as `Problem`, the CSRF mark on every change. */

const BASE = '/api/v1'

interface Told {
  status: number
  detail: string
  code: string
  errors?: { field: string; message: string }[]
}

/** What went wrong: `code` picks the words of the interface, `message` is the server's own sentence. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: { field: string; message: string }[]
  readonly retryAfter: number | null

  constructor(told: Told, retryAfter: number | null = null) {
    super(told.detail)
    this.status = told.status
    this.code = told.code
    this.errors = told.errors ?? []
    this.retryAfter = retryAfter
  }
}

let csrf: string | null = null
let whenLoggedOut: () => void = () => undefined

export function carryCsrf(mark: string | null): void {
  csrf = mark
}

export function onLoggedOut(then: () => void): void {
  whenLoggedOut = then
}

export type Query = Record<string, string | number | boolean | string[] | null | undefined>

/** "/incidents" and what is asked of it as an address; empty values are left out, lists repeat. */
export function addressOf(path: string, query: Query | URLSearchParams = {}): string {
  const search = query instanceof URLSearchParams ? query : searchOf(query)
  const text = search.toString()
  return `${BASE}${path}${text ? `?${text}` : ''}`
}

function searchOf(query: Query): URLSearchParams {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== '') search.append(name, String(each))
    }
  }
  return search
}

export async function get<Answer>(
  path: string,
  query: Query | URLSearchParams = {},
  signal: AbortSignal | null = null,
): Promise<Answer> {
  return answered<Answer>(await asked(addressOf(path, query), { signal }))
}

export async function send<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const headers: Record<string, string> = csrf ? { 'X-CSRF-Token': csrf } : {}
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const sent = await asked(addressOf(path), { method, headers, body: body === undefined ? null : JSON.stringify(body) })
  return answered<Answer>(sent)
}

/** A file as it is, under its name. */
export async function sendFile<Answer>(path: string, file: File, query: Query): Promise<Answer> {
  const headers = {
    ...(csrf ? { 'X-CSRF-Token': csrf } : {}),
    'Content-Type': 'application/octet-stream',
    'X-File-Name': encodeURIComponent(file.name),
  }
  return answered<Answer>(await asked(addressOf(path, query), { method: 'POST', headers, body: file }))
}

async function asked(address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...options })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem({ status: 0, code: 'offline', detail: String(error) })
  }
}

async function answered<Answer>(response: Response): Promise<Answer> {
  if (response.status === 204) return undefined as Answer
  if (response.ok) return (await response.json()) as Answer
  const problem = await problemOf(response)
  if (response.status === 401 && !response.url.endsWith('/login')) whenLoggedOut()
  throw problem
}

async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get('Retry-After')) || null
  try {
    return new Problem((await response.json()) as Told, wait)
  } catch {
    return new Problem({ status: response.status, code: 'fault', detail: response.statusText }, wait)
  }
}
