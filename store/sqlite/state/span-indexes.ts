/** Lists narrowed to a span of time find its rows without reading all that came after it. */
export const spanIndexes = `
  CREATE INDEX transition_by_time ON transition (json_extract(body, '$.at'));
  CREATE INDEX event_by_time ON event (at);
  CREATE INDEX delivery_by_time ON delivery (queued_at);
`;
