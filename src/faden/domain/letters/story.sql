SELECT 'letter', l.id, l.filed_on, 3, l.author_id, jsonb_build_object(
    'letter_id', l.id, 'title', l.title, 'to', coalesce(o.name, ''))
FROM letters_letter l LEFT JOIN organisations_organisation o ON o.id = l.organisation_id
WHERE l.case_id = %(case)s AND l.state = 'filed'
