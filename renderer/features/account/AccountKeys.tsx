import { useState } from 'react';
import { ChangeName } from './ChangeName.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { RecoveryCode } from './RecoveryCode.tsx';

/** For accounts with a password: the way back first, since it is what people miss when it is too late (RELIABILITY E6). */
export function AccountKeys(props: { name: string }) {
  const [passwords, setPasswords] = useState(0);
  return (
    <>
      {/* A new password ends the code: whether there is one is asked anew. */}
      <RecoveryCode key={passwords} name={props.name} />
      <ChangeName name={props.name} />
      <ChangePassword done={() => setPasswords((count) => count + 1)} />
    </>
  );
}
