declare module 'virtual:borders' {
  /** The address of land and borders as GeoJSON. */
  const address: string
  export default address
}
