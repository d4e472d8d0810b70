-- Pieces of four say too little of a long word: "stenstrostein" was found by meeting ten lists of a hundred thousand recordings each. Every
-- six letters or digits in a row are pieces too, and a word asked for that has six is looked up by those alone.
-- Safe for the release before it, which asks for pieces of four: they are all still there.
create or replace function word_pieces(searched text) returns text[] language plpgsql immutable strict parallel safe cost 1000 as $$
declare
    run   text;
    found text[] := '{}';
begin
    foreach run in array regexp_split_to_array(searched, '[^[:alnum:]]+') loop
        for i in 1 .. length(run) - 3 loop
            found := found || substr(run, i, 4);
        end loop;
        for i in 1 .. length(run) - 5 loop
            found := found || substr(run, i, 6);
        end loop;
    end loop;
    return found;
end $$;

-- Of all pieces that whatever contains a text must have, those that say most.
create function telling_pieces(asked text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    run   text;
    long  int;
    found text[] := '{}';
begin
    foreach run in array regexp_split_to_array(asked, '[^[:alnum:]]+') loop
        long := case when length(run) >= 6 then 6 else 4 end;
        for i in 1 .. length(run) - long + 1 loop
            found := found || substr(run, i, long);
        end loop;
    end loop;
    return found;
end $$;

reindex index recording_search_words;
