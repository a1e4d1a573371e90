-- What was reported, and what became of it.

-- == reports, each batch
-- One report for every fifty cases; the case it comes from stays known to its circle.
CREATE TEMP TABLE told ON COMMIT DROP AS
    SELECT i / 50 AS nth, id AS case_id, municipality_id, manager_id, reported_on, pg_temp.id('gap', i / 50, reported_on) AS id,
        pg_temp.pick('{reported,in_review,in_review,joined,answered}'::text[], pg_temp.r(i, 105)) AS state,
        least(reported_on + 30, pg_temp.today()) AS news_on,
        pg_temp.theme(1 + floor(pg_temp.themes() * pg_temp.r(i, 108))::bigint) AS theme_id
    FROM drawn, LATERAL (SELECT since + floor(pg_temp.r(i, 106) * (upto - since))::int AS reported_on) day
    WHERE i % 50 = 0;
INSERT INTO findings_gapreport (id, number, kind, nature, life_domain_id, level, text, reporter_id, reported_on, state,
        theme_id, answer, news_on, version)
    SELECT id, 'L-' || to_char(reported_on, 'YY') || '-' || lpad(nth::text, greatest(4, length(nth::text)), '0'),
        pg_temp.pick('{missing_offer,too_few_places,too_few_places,access,interface,quality,law}'::text[], pg_temp.r(nth, 103)),
        'quantitative', pg_temp.pick(domains, pg_temp.r(nth, 104)),
        'kreis', 'Es gibt nicht genug Plätze; die Wartezeit ist lang.', manager_id, reported_on, state,
        CASE WHEN state = 'joined' THEN theme_id END, CASE WHEN state = 'answered' THEN 'Wir haben nachgefragt.' ELSE '' END,
        CASE WHEN state <> 'reported' THEN news_on END, 1
    FROM told, known;
INSERT INTO findings_gapstep (id, gap_id, from_state, to_state, theme_id, "on", author_id, note)
    SELECT pg_temp.id('gap step', nth, news_on), id, 'reported', state, CASE WHEN state = 'joined' THEN theme_id END, news_on,
        pg_temp.id('coordinator', 0, date '2023-01-02'), ''
    FROM told WHERE state <> 'reported';
INSERT INTO findings_gapmunicipality (id, gap_id, municipality_id)
    SELECT pg_temp.id('place', nth, reported_on), id, municipality_id FROM told;
INSERT INTO findings_gaporigin (id, gap_id, case_id)
    SELECT pg_temp.id('origin', nth, reported_on), id, case_id FROM told WHERE pg_temp.r(nth, 109) < 0.6;

-- == themes, once
INSERT INTO findings_theme (id, number, title, description, life_domain_id, level, state, raised_on, raised_by_id,
        responsible_id, evidence_gaps, indicator, indicator_unit, indicator_aim, version)
    SELECT pg_temp.theme(i), 'T-' || to_char("on", 'YY') || '-' || lpad(i::text, 4, '0'), 'Thema ' || i,
        'Mehrere Meldungen beschreiben dieselbe Lücke.', pg_temp.pick(domains, pg_temp.r(i, 102)), 'kreis',
        pg_temp.pick('{proposed,working_group,before_steering,decided,implementing}'::text[], pg_temp.r(i, 100)),
        "on", head.id, head.id, 5, '', '', '', 1
    FROM known, (SELECT pg_temp.id('coordinator', 0, date '2023-01-02') AS id) head,
        (SELECT i, pg_temp.today() - floor(900 * pg_temp.r(i, 101))::int AS "on" FROM generate_series(1, pg_temp.themes()) i) t;
INSERT INTO findings_themestep (id, theme_id, from_state, to_state, "on", author_id, reason)
    SELECT pg_temp.id('step', row_number() OVER (ORDER BY id), raised_on), id, '', 'proposed', raised_on, raised_by_id, ''
    FROM findings_theme WHERE title LIKE 'Thema %'
    UNION ALL
    SELECT pg_temp.id('moved', row_number() OVER (ORDER BY id), raised_on), id, 'proposed', state,
        least(raised_on + 60, pg_temp.today()), raised_by_id, 'Beraten.'
    FROM findings_theme WHERE title LIKE 'Thema %' AND state <> 'proposed';
INSERT INTO findings_themefeedback (id, theme_id, "on", author_id, text)
    SELECT pg_temp.id('told', row_number() OVER (ORDER BY id), raised_on), id, pg_temp.today() - 20, raised_by_id,
        'Die Lenkungsgruppe hat zusätzliche Plätze beschlossen.'
    FROM findings_theme WHERE title LIKE 'Thema %';
