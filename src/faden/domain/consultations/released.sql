-- What somebody who advises reads of a case with a release: only the life domains that the release names; no note.
-- Of a case brought in, and before that for whoever may bring it in.
SELECT jsonb_build_object(
    'file', f.id,
    'name', coalesce(nullif(trim(p.given_names || ' ' || p.family_name), ''), p.pseudonym),
    'municipality', m.name, 'manager', u.name, 'constellation', f.constellation, 'phase', f.phase,
    'opened_on', f.opened_on,
    'domains', (SELECT jsonb_agg(l.name ORDER BY l.name) FROM catalogues_lifedomain l
        WHERE l.id = ANY (c.life_domain_ids)),
    'needs', (
        SELECT coalesce(jsonb_agg(jsonb_build_array(l.name, x.need) ORDER BY x.need DESC, l.name), '[]')
        FROM cases_rating x JOIN catalogues_lifedomain l ON l.id = x.life_domain_id
        WHERE x.assessment_id = (SELECT s.id FROM cases_assessment s WHERE s.case_id = f.id
                ORDER BY s."on" DESC, s.id DESC LIMIT 1)
            AND x.need > 0 AND (c.life_domain_ids IS NULL OR x.life_domain_id = ANY (c.life_domain_ids))
    ),
    'barriers', (
        SELECT coalesce(jsonb_agg(b.name ORDER BY b.name), '[]')
        FROM cases_casebarrier h JOIN catalogues_barrier b ON b.id = h.barrier_id
        WHERE h.case_id = f.id AND h.since <= faden_today() AND (h.until IS NULL OR faden_today() < h.until)
            AND (c.life_domain_ids IS NULL OR b.life_domain_id = ANY (c.life_domain_ids))
    ),
    'organisations', (
        SELECT coalesce(jsonb_agg(DISTINCT o.name), '[]')
        FROM referrals_referral r JOIN organisations_organisation o ON o.id = r.organisation_id
        WHERE r.case_id = f.id AND r.state IN ('sent', 'accepted', 'appointed')
            AND (c.life_domain_ids IS NULL OR r.life_domain_id = ANY (c.life_domain_ids))
    )
)
FROM ({brought}) b JOIN cases_case f ON f.id = b.case_id JOIN people_person p ON p.id = f.person_id
JOIN places_municipality m ON m.id = f.municipality_id JOIN identity_account u ON u.id = f.manager_id
JOIN consent_consent c ON c.id = b.consent_id AND c.person_id = f.person_id AND c.purpose = 'advice' AND {holds}
