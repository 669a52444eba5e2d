/** The address bar is the state: path says which view, query says which filters. Every view is a link. */

export const address = $state({ path: location.pathname, query: location.search.slice(1) })

addEventListener('popstate', () => {
  address.path = location.pathname
  address.query = location.search.slice(1)
})

export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  const url = new URL(to, location.href)
  if (how === 'push') history.pushState(null, '', url)
  else history.replaceState(null, '', url)
  const moved = address.path !== url.pathname
  address.path = url.pathname
  address.query = url.search.slice(1)
  if (moved) scrollTo(0, 0)
}

/** Plain clicks on links of the workbench stay in the page; all others are the browser's. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = (event.target as Element).closest('a')
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/') || (link.hash && link.pathname === location.pathname)) return
  event.preventDefault()
  go(link.href)
}
