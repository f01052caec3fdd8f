/** A bell; struck through where it is not heard. What it means stands beside it in words. */
export function Bell({ isHeard }: { readonly isHeard: boolean }) {
  return (
    <svg class="bell" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M8 1.5a4.2 4.2 0 0 0-4.2 4.2c0 3.6-1.3 4.6-1.3 5.8h11c0-1.2-1.3-2.2-1.3-5.8A4.2 4.2 0 0 0 8 1.5ZM6.4 13a1.7 1.7 0 0 0 3.2 0Z"
        fill="currentColor"
      />
      {!isHeard && <path d="M2 2 14 14" stroke="currentColor" stroke-width="1.8" />}
    </svg>
  );
}
