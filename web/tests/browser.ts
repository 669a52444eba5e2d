/** What modules touch of a browser when they are loaded; the functions under test need none of it. */
const quiet = { matches: false, addEventListener: () => undefined }
Object.assign(globalThis, {
  location: new URL('http://localhost/'),
  addEventListener: () => undefined,
  matchMedia: () => quiet,
  localStorage: { getItem: () => null, setItem: () => undefined },
})
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['ar'] }, configurable: true })
