-- Posts: full-time equivalents funded and filled on the last day of the period (at the latest today), by Baustein.
--
-- Who fills a post does not come out, only how much of it is filled.
WITH post AS (
    SELECT p.id, p.baustein, p.fte, coalesce(own.key, r.key, '-') AS region, day.day
    FROM staffing_post p
    CROSS JOIN (SELECT least(end_day - 1, faden_today()) AS day) day
    LEFT JOIN places_region own ON own.id = p.region_id
    LEFT JOIN places_municipality m ON m.id = p.municipality_id
    LEFT JOIN places_region r ON r.id = m.region_id
    WHERE (p.funded_from IS NULL OR p.funded_from <= day.day) AND (p.funded_until IS NULL OR p.funded_until > day.day)
        AND (p.ended_on IS NULL OR p.ended_on > day.day)
),
filled AS (
    SELECT post.id, sum(o.share) AS share
    FROM post
    JOIN staffing_occupation o
        ON o.post_id = post.id AND o.since <= post.day AND (o.until IS NULL OR o.until > post.day)
    GROUP BY post.id
)
SELECT v.figure, 'baustein' AS dimension, coalesce(c.region, '') AS region, c.baustein::text AS key, '' AS label,
    v.value AS value, NULL::bigint AS people
FROM (
    SELECT post.region, post.baustein, sum(post.fte) AS funded, coalesce(sum(filled.share), 0) AS filled
    FROM post LEFT JOIN filled ON filled.id = post.id
    GROUP BY GROUPING SETS ((post.region, post.baustein), (post.baustein))
) c, LATERAL (VALUES ('fte_funded', c.funded), ('fte_filled', c.filled)) AS v (figure, value)
