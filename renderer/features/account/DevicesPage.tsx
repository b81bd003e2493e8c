import { useFollows, useIdentity } from '../../app/context.tsx';
import { ListeningHints } from '../chats/ListeningHints.tsx';
import { KeepLinks } from '../keep/KeepLinks.tsx';
import { Lock } from '../lock/Lock.tsx';
import { LookAndLanguage } from '../settings/LookAndLanguage.tsx';
import { Devices } from './Devices.tsx';

/** Where the account is signed in, and what holds for the device in front of one. */
export function DevicesPage() {
  const identity = useIdentity();
  const leads = !useFollows();
  return (
    <>
      {leads && identity.at === 'account' && <Devices />}
      <div id="you-passphrase">
        <Lock />
      </div>
      <div id="you-look">
        <LookAndLanguage />
      </div>
      <ListeningHints />
      <KeepLinks />
    </>
  );
}
