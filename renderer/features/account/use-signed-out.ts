import { useConnection, useIdentity } from '../../app/context.tsx';

/** Who the relay says is signed out on this device: with a password one comes back, as a guest one does not (F016). */
export function useSignedOut(): 'nobody' | 'guest' | 'account' {
  const connection = useConnection();
  const identity = useIdentity();
  if (connection.at !== 'refused' || connection.because !== 'signed-out') return 'nobody';
  return identity.at === 'account' && identity.me.type !== 'guest' ? 'account' : 'guest';
}
