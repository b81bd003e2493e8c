/** Hands files to the person, one at a time. Where each goes is the browser's question, or the desktop's. */
export interface FileSaver {
  save(file: Blob, name: string): void;
  /** Lets go of the last one; whoever made the saver calls it when the screen goes. */
  release(): void;
}

/**
 * Nobody tells a page whether a file was saved: the person may have said no. A browser may read the bytes only after it
 * has asked where they go, so they are held until the next file or the end of the screen.
 */
export function createFileSaver(page: Window): FileSaver {
  let address: string | null = null;
  function release(): void {
    if (address !== null) URL.revokeObjectURL(address);
    address = null;
  }
  return {
    save(file, name) {
      release();
      address = URL.createObjectURL(file);
      const link = page.document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
    },
    release,
  };
}
