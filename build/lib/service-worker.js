/**
 * Keeps the app's own files for hours without the relay. It never touches what people write: commands, sync and every
 * answer of the relay pass it by. A new build is fetched whole beside the old one and takes over when no window uses that.
 */
const BUILD = '%BUILD%';
const FILES = ['%FILES%'];
const CACHE = `samovar-shell-${BUILD}`;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder());
});

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  // The very first window has no worker yet; from now on its files come from here.
  await self.clients.claim();
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (request.method !== 'GET' || url.origin !== scope.origin) return;
  const page = request.mode === 'navigate' && url.pathname === scope.pathname;
  const asset = FILES.includes(url.pathname.slice(scope.pathname.length));
  if (!page && !asset) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(page ? './' : request, { ignoreSearch: page })) ?? fetch(request);
  };
  event.respondWith(answer());
});
