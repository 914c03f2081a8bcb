/** The letter under a picture shows instead of one that does not come. */
export function handlePictureError(event: Event): void {
  (event.target as HTMLImageElement).hidden = true;
}

/** A picture that came after all. */
export function handlePictureLoad(event: Event): void {
  (event.target as HTMLImageElement).hidden = false;
}
