-- Licences are listed by how they stand: what is over is told apart, and one index finds those of a state by their last day.
update dossiers set licence_state = case when licence like '%"revoked"%' then 'revoked' else 'replaced' end where licence_state = 'over';
drop index dossiers_licence_until_idx;
create index dossiers_licence_state_idx on dossiers (licence_state, licence_until) where licence_state is not null;
