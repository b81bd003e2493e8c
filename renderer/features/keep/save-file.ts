/** Hands a file to the person; where it goes is the browser's question, or the desktop's. */
export function saveFile(page: Window, file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = page.document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser holds on to the bytes by itself once it has begun.
  URL.revokeObjectURL(address);
}
