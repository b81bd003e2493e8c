import { IconUser } from '@tabler/icons-react';
import { avatarColour, avatarLetters, avatarShape } from '#shared/people/avatar.ts';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';
import type { AccountType } from '#shared/words.ts';
import styles from './ui.module.css';

/**
 * A person's picture (F018–F020, F026, F041, F045): the shape tells the kind of account, the colour and the letters
 * come from the name. Decoration: the name always stands beside it, so readers of the screen are spared it.
 * `name: null` is somebody whose name is not shown yet (F015), as is somebody unknown (F164).
 */
export const Avatar = (props: { name: string | null; type: AccountType; size?: number }) => {
  const size = props.size ?? 40;
  const name = props.name === UNKNOWN_NAME || props.name === FORGOTTEN_NAME ? null : props.name;
  return (
    <span
      className={styles.avatar}
      data-shape={avatarShape(props.type)}
      style={{
        inlineSize: size,
        blockSize: size,
        fontSize: size * 0.4,
        background: name === null ? '#4a5568' : avatarColour(name),
      }}
      aria-hidden="true"
    >
      {name === null ? <IconUser size={size * 0.55} stroke={1.5} /> : avatarLetters(name)}
    </span>
  );
};
