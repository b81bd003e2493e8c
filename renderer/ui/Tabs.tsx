import { Link } from 'wouter';
import styles from './tabs.module.css';

/** Links to the parts of one place, in a row, of which one is shown. */
export function Tabs(props: { label: string; here: string; tabs: readonly { readonly path: string; readonly label: string }[] }) {
  return (
    <nav aria-label={props.label} className={styles.tabs}>
      {props.tabs.map(({ path, label }) => (
        <Link key={path} href={path} aria-current={path === props.here ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
