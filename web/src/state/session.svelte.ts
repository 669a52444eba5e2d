import { carryCsrf, get, onLoggedOut, send } from '../api/client'
import type { Can, Me, Meta } from '../api/types'

/** Who sits here, and what this server is: asked once, before the first view. */
export const session = $state<{ me: Me | null; meta: Meta | null }>({ me: null, meta: null })

export function may(what: Can): boolean {
  return session.me?.can.includes(what) ?? false
}

export function mustLogIn(): boolean {
  return session.me !== null && session.me.login && session.me.name === null
}

export async function begin(): Promise<void> {
  onLoggedOut(() => void forget())
  greet(await get<Me>('/me'))
  if (!mustLogIn()) await refreshMeta()
}

export async function refreshMeta(): Promise<void> {
  session.meta = await get<Meta>('/meta')
}

export async function logIn(name: string, password: string): Promise<void> {
  greet(await send<Me>('POST', '/login', { name, password }))
  await refreshMeta()
}

export async function logOut(): Promise<void> {
  await send('POST', '/logout')
  await forget()
}

async function forget(): Promise<void> {
  greet(await get<Me>('/me'))
}

function greet(me: Me): void {
  session.me = me
  carryCsrf(me.csrf)
}
