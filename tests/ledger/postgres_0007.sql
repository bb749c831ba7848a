-- A book's database as tollbook made it at step 0007, with a document all the way in, four decisions
-- and a user: never to be changed. Made by pg_dump --inserts --no-owner of PostgreSQL 15.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.append_only() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$BEGIN RAISE EXCEPTION '% is append-only: rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = '23000'; END$$;
CREATE FUNCTION public.count_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$BEGIN UPDATE decisions_highest SET sequence = greatest(sequence, NEW.sequence); RETURN NEW; END$$;
CREATE FUNCTION public.one_chain() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$BEGIN 
        IF NEW.parent <> coalesce(
            (SELECT digest FROM decisions ORDER BY sequence DESC LIMIT 1), '')
        OR NEW.sequence <> coalesce((SELECT max(sequence) FROM decisions), 0) + 1 THEN
            RAISE EXCEPTION 'a decision must follow the last one of the log'
            USING ERRCODE = '23000';
        END IF;
        RETURN NEW; END$$;
CREATE FUNCTION public.only_blanked() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$BEGIN 
        IF NEW.origin <> '' OR to_jsonb(NEW) - 'origin' <> to_jsonb(OLD) - 'origin' OR NOT EXISTS (
            SELECT 1 FROM purges WHERE capture =
            coalesce(to_jsonb(OLD) ->> 'capture', to_jsonb(OLD) ->> 'sha256')) THEN
            RAISE EXCEPTION '% is append-only: rows are never changed or removed', TG_TABLE_NAME
            USING ERRCODE = '23000';
        END IF;
        RETURN NEW; END$$;
CREATE FUNCTION public.only_destroyed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$BEGIN 
        IF TG_OP = 'UPDATE' THEN
            IF NEW.key IS NULL AND NEW.value IS NULL
            AND NEW.decision = OLD.decision AND NEW.field = OLD.field THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'sealed_values are never changed or removed, only destroyed: key and value become NULL' USING ERRCODE = '23000'; END$$;
CREATE FUNCTION public.only_purged() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$BEGIN 
        IF TG_OP = 'DELETE' THEN
            IF EXISTS (SELECT 1 FROM purges WHERE capture = OLD.capture) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'kept_readings are never changed, and removed only with a purged capture' USING ERRCODE = '23000'; END$$;
CREATE FUNCTION public.only_rises() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$BEGIN 
        IF TG_OP = 'UPDATE' THEN
            IF NEW.sequence >= OLD.sequence THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'decisions_highest only rises' USING ERRCODE = '23000'; END$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.accounts (
    id text NOT NULL COLLATE pg_catalog."C",
    tally bigint NOT NULL,
    ordinal bigint NOT NULL,
    claim text NOT NULL COLLATE pg_catalog."C",
    harm text NOT NULL COLLATE pg_catalog."C",
    area text COLLATE pg_catalog."C",
    verdict text NOT NULL COLLATE pg_catalog."C",
    stated_low bigint,
    stated_best bigint,
    stated_high bigint,
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.api_tokens (
    seq bigint NOT NULL,
    "user" bigint NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    digest text NOT NULL COLLATE pg_catalog."C",
    scopes text NOT NULL COLLATE pg_catalog."C",
    made_at text NOT NULL COLLATE pg_catalog."C",
    ends_at text COLLATE pg_catalog."C",
    revoked boolean NOT NULL
);
CREATE SEQUENCE public.api_tokens_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.api_tokens_seq_seq OWNED BY public.api_tokens.seq;
CREATE TABLE public.capture_origins (
    seq bigint NOT NULL,
    capture text NOT NULL COLLATE pg_catalog."C",
    origin text NOT NULL COLLATE pg_catalog."C",
    record bigint,
    taken_at text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.capture_origins_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.capture_origins_seq_seq OWNED BY public.capture_origins.seq;
CREATE TABLE public.captures (
    seq bigint NOT NULL,
    sha256 text NOT NULL COLLATE pg_catalog."C",
    media_type text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    taken_at text NOT NULL COLLATE pg_catalog."C",
    origin text NOT NULL COLLATE pg_catalog."C",
    record bigint
);
CREATE SEQUENCE public.captures_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.captures_seq_seq OWNED BY public.captures.seq;
CREATE TABLE public.claims (
    id text NOT NULL COLLATE pg_catalog."C",
    report text NOT NULL COLLATE pg_catalog."C",
    ordinal bigint NOT NULL,
    harm text NOT NULL COLLATE pg_catalog."C",
    scope text NOT NULL COLLATE pg_catalog."C",
    modality text NOT NULL COLLATE pg_catalog."C",
    low bigint,
    best bigint,
    high bigint,
    shape text NOT NULL COLLATE pg_catalog."C",
    span_start bigint NOT NULL,
    span_end bigint NOT NULL,
    quote text NOT NULL COLLATE pg_catalog."C",
    reader text NOT NULL COLLATE pg_catalog."C",
    rule text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.copies (
    report text NOT NULL COLLATE pg_catalog."C",
    original text NOT NULL COLLATE pg_catalog."C",
    tally bigint NOT NULL
);
CREATE TABLE public.decisions (
    sequence bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    parent text NOT NULL COLLATE pg_catalog."C",
    decided_at text NOT NULL COLLATE pg_catalog."C",
    verb text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    batch text COLLATE pg_catalog."C",
    digest text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.sealed_values (
    decision bigint NOT NULL,
    field text NOT NULL COLLATE pg_catalog."C",
    key text COLLATE pg_catalog."C",
    value text COLLATE pg_catalog."C"
);
CREATE VIEW public.decision_log AS
 SELECT d.sequence,
    d.id,
    d.decided_at,
    d.verb,
    d.subject,
    d.batch,
    COALESCE(( SELECT s.value
           FROM public.sealed_values s
          WHERE ((s.decision = d.sequence) AND (s.field = 'decided_by'::text))),
        CASE
            WHEN (((d.body)::json ->> 'algorithm'::text) IS NULL) THEN ((d.body)::json ->> 'decided_by'::text)
            ELSE NULL::text
        END) AS decided_by,
    COALESCE(( SELECT s.value
           FROM public.sealed_values s
          WHERE ((s.decision = d.sequence) AND (s.field = 'reason'::text))),
        CASE
            WHEN (((d.body)::json ->> 'algorithm'::text) IS NULL) THEN ((d.body)::json ->> 'reason'::text)
            ELSE NULL::text
        END) AS reason,
    COALESCE(( SELECT s.value
           FROM public.sealed_values s
          WHERE ((s.decision = d.sequence) AND (s.field = 'before'::text))),
        CASE
            WHEN (((d.body)::json ->> 'algorithm'::text) IS NULL) THEN ((d.body)::json ->> 'before'::text)
            ELSE NULL::text
        END) AS before,
    COALESCE(( SELECT s.value
           FROM public.sealed_values s
          WHERE ((s.decision = d.sequence) AND (s.field = 'after'::text))),
        CASE
            WHEN (((d.body)::json ->> 'algorithm'::text) IS NULL) THEN ((d.body)::json ->> 'after'::text)
            ELSE NULL::text
        END) AS after,
    COALESCE(( SELECT s.value
           FROM public.sealed_values s
          WHERE ((s.decision = d.sequence) AND (s.field = 'words'::text))),
        CASE
            WHEN (((d.body)::json ->> 'algorithm'::text) IS NULL) THEN ((d.body)::json ->> 'anchor'::text)
            ELSE NULL::text
        END) AS words
   FROM public.decisions d;
CREATE TABLE public.decisions_highest (
    sequence bigint NOT NULL
);
CREATE SEQUENCE public.decisions_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.decisions_sequence_seq OWNED BY public.decisions.sequence;
CREATE TABLE public.finder (
    claim text NOT NULL COLLATE pg_catalog."C",
    sequence bigint NOT NULL,
    ordinal bigint NOT NULL,
    harm text NOT NULL COLLATE pg_catalog."C",
    scope text NOT NULL COLLATE pg_catalog."C",
    source text COLLATE pg_catalog."C",
    place text COLLATE pg_catalog."C",
    country text COLLATE pg_catalog."C",
    day_start text COLLATE pg_catalog."C",
    day_end text COLLATE pg_catalog."C"
);
CREATE TABLE public.foreign_tables (
    seq bigint NOT NULL,
    capture text NOT NULL COLLATE pg_catalog."C",
    recorder text NOT NULL COLLATE pg_catalog."C",
    form text NOT NULL COLLATE pg_catalog."C",
    imported_at text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.foreign_tables_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.foreign_tables_seq_seq OWNED BY public.foreign_tables.seq;
CREATE TABLE public.id_register (
    seq bigint NOT NULL,
    claim text NOT NULL COLLATE pg_catalog."C",
    incident text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.id_register_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.id_register_seq_seq OWNED BY public.id_register.seq;
CREATE TABLE public.incident_claims (
    incident text NOT NULL COLLATE pg_catalog."C",
    claim text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.incidents (
    id text NOT NULL COLLATE pg_catalog."C",
    tally bigint NOT NULL,
    ordinal bigint NOT NULL,
    day_start text COLLATE pg_catalog."C",
    day_end text COLLATE pg_catalog."C",
    place text COLLATE pg_catalog."C",
    country text COLLATE pg_catalog."C",
    grade text NOT NULL COLLATE pg_catalog."C",
    contested boolean NOT NULL,
    killed_min bigint,
    killed_best bigint,
    killed_max bigint,
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.kept_readings (
    seq bigint NOT NULL,
    capture text NOT NULL COLLATE pg_catalog."C",
    text_digest text NOT NULL COLLATE pg_catalog."C",
    reader text NOT NULL COLLATE pg_catalog."C",
    lexicon_version text NOT NULL COLLATE pg_catalog."C",
    code_version text NOT NULL COLLATE pg_catalog."C",
    read_at text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.kept_readings_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.kept_readings_seq_seq OWNED BY public.kept_readings.seq;
CREATE TABLE public.mentions (
    id text NOT NULL COLLATE pg_catalog."C",
    report text NOT NULL COLLATE pg_catalog."C",
    ordinal bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    span_start bigint NOT NULL,
    span_end bigint NOT NULL,
    quote text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.public_ids (
    seq bigint NOT NULL,
    public text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.public_ids_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.public_ids_seq_seq OWNED BY public.public_ids.seq;
CREATE TABLE public.purges (
    seq bigint NOT NULL,
    capture text NOT NULL COLLATE pg_catalog."C",
    decision bigint NOT NULL
);
CREATE SEQUENCE public.purges_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.purges_seq_seq OWNED BY public.purges.seq;
CREATE TABLE public.readings (
    report text NOT NULL COLLATE pg_catalog."C",
    reader text NOT NULL COLLATE pg_catalog."C",
    lexicon_version text NOT NULL COLLATE pg_catalog."C",
    code_version text NOT NULL COLLATE pg_catalog."C",
    read_at text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.redirects (
    seq bigint NOT NULL,
    merged text NOT NULL COLLATE pg_catalog."C",
    surviving text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.redirects_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.redirects_seq_seq OWNED BY public.redirects.seq;
CREATE TABLE public.reports (
    id text NOT NULL COLLATE pg_catalog."C",
    capture text NOT NULL COLLATE pg_catalog."C",
    sequence bigint NOT NULL,
    title text COLLATE pg_catalog."C",
    language text COLLATE pg_catalog."C",
    source text COLLATE pg_catalog."C",
    url text COLLATE pg_catalog."C",
    published_start text COLLATE pg_catalog."C",
    published_end text COLLATE pg_catalog."C",
    published_basis text COLLATE pg_catalog."C",
    extractor text NOT NULL COLLATE pg_catalog."C",
    code_version text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.resolutions (
    report text NOT NULL COLLATE pg_catalog."C",
    ordinal bigint NOT NULL,
    subject text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    place text COLLATE pg_catalog."C",
    country text COLLATE pg_catalog."C",
    day_start text COLLATE pg_catalog."C",
    day_end text COLLATE pg_catalog."C",
    actor text COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.resolvings (
    report text NOT NULL COLLATE pg_catalog."C",
    atlas_version text NOT NULL COLLATE pg_catalog."C",
    published_start text COLLATE pg_catalog."C",
    published_end text COLLATE pg_catalog."C",
    published_basis text COLLATE pg_catalog."C",
    code_version text NOT NULL COLLATE pg_catalog."C",
    resolved_at text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.row_digests (
    seq bigint NOT NULL,
    report text COLLATE pg_catalog."C",
    tally bigint,
    part text NOT NULL COLLATE pg_catalog."C",
    digests text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.row_digests_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.row_digests_seq_seq OWNED BY public.row_digests.seq;
CREATE TABLE public.set_asides (
    seq bigint NOT NULL,
    report text COLLATE pg_catalog."C",
    tally bigint,
    what text NOT NULL COLLATE pg_catalog."C",
    why text NOT NULL COLLATE pg_catalog."C",
    found_in text NOT NULL COLLATE pg_catalog."C",
    next_step text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.set_asides_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.set_asides_seq_seq OWNED BY public.set_asides.seq;
CREATE TABLE public.sign_ins (
    seq bigint NOT NULL,
    at text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    way text NOT NULL COLLATE pg_catalog."C",
    ended text NOT NULL COLLATE pg_catalog."C",
    address text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.sign_ins_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sign_ins_seq_seq OWNED BY public.sign_ins.seq;
CREATE TABLE public.statements (
    id text NOT NULL COLLATE pg_catalog."C",
    report text NOT NULL COLLATE pg_catalog."C",
    ordinal bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    about text COLLATE pg_catalog."C",
    span_start bigint NOT NULL,
    span_end bigint NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.tallies (
    id bigint NOT NULL,
    policy text NOT NULL COLLATE pg_catalog."C",
    code_version text NOT NULL COLLATE pg_catalog."C",
    tallied_at text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.tallies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.tallies_id_seq OWNED BY public.tallies.id;
CREATE TABLE public.unread (
    seq bigint NOT NULL,
    capture text COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    why text NOT NULL COLLATE pg_catalog."C",
    found_in text NOT NULL COLLATE pg_catalog."C",
    next_step text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.unread_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.unread_seq_seq OWNED BY public.unread.seq;
CREATE TABLE public.user_sessions (
    digest text NOT NULL COLLATE pg_catalog."C",
    "user" bigint NOT NULL,
    begun_at text NOT NULL COLLATE pg_catalog."C",
    ends_at text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.users (
    seq bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    password text COLLATE pg_catalog."C",
    disabled boolean NOT NULL,
    added_at text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.users_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.users_seq_seq OWNED BY public.users.seq;
ALTER TABLE ONLY public.api_tokens ALTER COLUMN seq SET DEFAULT nextval('public.api_tokens_seq_seq'::regclass);
ALTER TABLE ONLY public.capture_origins ALTER COLUMN seq SET DEFAULT nextval('public.capture_origins_seq_seq'::regclass);
ALTER TABLE ONLY public.captures ALTER COLUMN seq SET DEFAULT nextval('public.captures_seq_seq'::regclass);
ALTER TABLE ONLY public.decisions ALTER COLUMN sequence SET DEFAULT nextval('public.decisions_sequence_seq'::regclass);
ALTER TABLE ONLY public.foreign_tables ALTER COLUMN seq SET DEFAULT nextval('public.foreign_tables_seq_seq'::regclass);
ALTER TABLE ONLY public.id_register ALTER COLUMN seq SET DEFAULT nextval('public.id_register_seq_seq'::regclass);
ALTER TABLE ONLY public.kept_readings ALTER COLUMN seq SET DEFAULT nextval('public.kept_readings_seq_seq'::regclass);
ALTER TABLE ONLY public.public_ids ALTER COLUMN seq SET DEFAULT nextval('public.public_ids_seq_seq'::regclass);
ALTER TABLE ONLY public.purges ALTER COLUMN seq SET DEFAULT nextval('public.purges_seq_seq'::regclass);
ALTER TABLE ONLY public.redirects ALTER COLUMN seq SET DEFAULT nextval('public.redirects_seq_seq'::regclass);
ALTER TABLE ONLY public.row_digests ALTER COLUMN seq SET DEFAULT nextval('public.row_digests_seq_seq'::regclass);
ALTER TABLE ONLY public.set_asides ALTER COLUMN seq SET DEFAULT nextval('public.set_asides_seq_seq'::regclass);
ALTER TABLE ONLY public.sign_ins ALTER COLUMN seq SET DEFAULT nextval('public.sign_ins_seq_seq'::regclass);
ALTER TABLE ONLY public.tallies ALTER COLUMN id SET DEFAULT nextval('public.tallies_id_seq'::regclass);
ALTER TABLE ONLY public.unread ALTER COLUMN seq SET DEFAULT nextval('public.unread_seq_seq'::regclass);
ALTER TABLE ONLY public.users ALTER COLUMN seq SET DEFAULT nextval('public.users_seq_seq'::regclass);
INSERT INTO public.accounts VALUES ('acc_02a1aa31c0e5fd2a', 1, 0, 'clm_f311cba8ecafa55f', 'killed', NULL, 'undetermined', 3, 3, 3, '{"after":null,"area":null,"arithmetic":["0 of 3"],"claim":"clm_f311cba8ecafa55f","harm":"killed","id":"acc_02a1aa31c0e5fd2a","inside":[],"maybe":{"max":null,"min":0},"only":[],"period":null,"possibly_inside":[],"speaker":"","stated":{"best":3,"high":3,"low":3,"raw":"Three","shape":"exact"},"surely":{"max":0,"min":0},"verdict":"undetermined"}');
INSERT INTO public.alembic_version VALUES ('0007');
INSERT INTO public.capture_origins VALUES (1, '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed', 'elsewhere.html', NULL, '2024-05-03T12:00:00.000000+00:00');
INSERT INTO public.captures VALUES (1, '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed', 'text/plain', 3, '2024-05-03T12:00:00.000000+00:00', 'page.html', NULL);
INSERT INTO public.captures VALUES (2, '283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', 'text/plain', 4, '2024-05-03T12:00:00.000000+00:00', '', NULL);
INSERT INTO public.claims VALUES ('clm_f311cba8ecafa55f', 'rep_47b4f8d9fe5f6011', 0, 'killed', 'incident', 'fact', 3, 3, 3, 'exact', 0, 17, 'Three miners died', 'rules 1', 'die.subject', '{"adds_to":null,"area":null,"cause":null,"count":{"best":3,"high":3,"low":3,"raw":"Three","shape":"exact"},"evidence":{"end":17,"quote":"Three miners died","start":0},"harm":"killed","id":"clm_f311cba8ecafa55f","includes":{"attackers":null,"parts":[]},"inherited":[],"means":[],"modality":"fact","ordered_by":[],"part_of":null,"past":false,"period":null,"perpetrators":[],"places":[],"reader":"rules 1","repeats":[],"report":"rep_47b4f8d9fe5f6011","rule":"die.subject","said_by":[{"kind":"report","span":null,"speaker":"report","stake":"unknown","stance":"asserts","verb":null}],"scope":"incident","sentence":[0,48],"target":null,"times":[],"victims":[],"why":[]}');
INSERT INTO public.decisions VALUES (1, 'dec_92faff719bcd1baa', '', '2024-05-03T12:00:00.000000+00:00', 'note', 'clm_f311cba8ecafa55f', NULL, 'sha256:ad067bbc63b700d3de70cdd8095762f5c00e452dd2baf71f41f22132330715a5', '{"after":null,"algorithm":"sha256+hmac-sha256","anchor":{"capture":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed","harm":"killed","words":"hmac-sha256:d29d313d47143acf39974d24663cb4d56273e6ebede8d72b1f7274ffb6ed2208"},"batch":null,"before":null,"decided_at":"2024-05-03T12:00:00Z","decided_by":"hmac-sha256:dbacb7f441cbafca8108e5d276e7b16eee90906d7da49adb66333a3061f54a18","id":"dec_92faff719bcd1baa","parent":"","reason":"hmac-sha256:38b1ceb69cfa537cd622a56c6f0233d21d7062303f1e6a62cf1ed138a60f4ce5","sequence":1,"subject":"clm_f311cba8ecafa55f","verb":"note"}');
INSERT INTO public.decisions VALUES (2, 'dec_ff03b839e18f661f', 'sha256:ad067bbc63b700d3de70cdd8095762f5c00e452dd2baf71f41f22132330715a5', '2024-05-03T12:00:00.000000+00:00', 'note', 'clm_f311cba8ecafa55f', NULL, 'sha256:5a893e1a726eb227f3683e328ae12def648ff59876ed4bfde662180f8070e66a', '{"after":null,"algorithm":"sha256+hmac-sha256","anchor":{"capture":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed","harm":"killed","words":"hmac-sha256:b59a1672d1578c1545e0758b6d462eb9e8bb0016508297cc26d0b493c565ec7e"},"batch":null,"before":null,"decided_at":"2024-05-03T12:00:00Z","decided_by":"hmac-sha256:a11cac098ababfc6e4743f34a8846ed23216cbf0cc2903d4b6fdcf00af87947f","id":"dec_ff03b839e18f661f","parent":"sha256:ad067bbc63b700d3de70cdd8095762f5c00e452dd2baf71f41f22132330715a5","reason":"hmac-sha256:d6924f40322a3a23c025a8f3e3dde5af5f2e04efa6f6c5fd7f93e7719de7ecbf","sequence":2,"subject":"clm_f311cba8ecafa55f","verb":"note"}');
INSERT INTO public.decisions VALUES (3, 'dec_d53206c25175be8f', 'sha256:5a893e1a726eb227f3683e328ae12def648ff59876ed4bfde662180f8070e66a', '2024-05-03T12:00:00.000000+00:00', 'note', 'clm_f311cba8ecafa55f', NULL, 'sha256:00b56b9ec8089fb10a3dd157d3987cba84041daaeffc7e326648a835428b048c', '{"after":null,"algorithm":"sha256+hmac-sha256","anchor":{"capture":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed","harm":"killed","words":"hmac-sha256:e44149138e61d9c24a9997534547baf3dcd6e3daac34d6e6af32f7e112150b90"},"batch":null,"before":null,"decided_at":"2024-05-03T12:00:00Z","decided_by":"hmac-sha256:aca9d9c2dd52b8efc30354643e0ec5fad1ad0ccc1c2fbc6f1c61ef4b5c198a72","id":"dec_d53206c25175be8f","parent":"sha256:5a893e1a726eb227f3683e328ae12def648ff59876ed4bfde662180f8070e66a","reason":"hmac-sha256:6865a6089677c6113c1c4e6f968759ed6be97eb21c7bda38897cab532913e07b","sequence":3,"subject":"clm_f311cba8ecafa55f","verb":"note"}');
INSERT INTO public.decisions VALUES (4, 'dec_6a2e007bffff1dd1', 'sha256:00b56b9ec8089fb10a3dd157d3987cba84041daaeffc7e326648a835428b048c', '2024-05-03T12:00:00.000000+00:00', 'purge', '283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', NULL, 'sha256:534f45cf3b77570f7a168e2c8885a825b91fbcd14d7feaafea56a6a78a4a8bc5', '{"after":null,"algorithm":"sha256+hmac-sha256","anchor":null,"batch":null,"before":null,"decided_at":"2024-05-03T12:00:00Z","decided_by":"hmac-sha256:2c9d649549415800cdcb187a00dd2db0463421e2da94c5ebd0bcca8ae5c6eb49","id":"dec_6a2e007bffff1dd1","parent":"sha256:00b56b9ec8089fb10a3dd157d3987cba84041daaeffc7e326648a835428b048c","reason":"hmac-sha256:8d0c4f97c03c1173093752c346b3349a46da682844ea65e599788cb8ed8eb36a","sequence":4,"subject":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","verb":"purge"}');
INSERT INTO public.decisions_highest VALUES (4);
INSERT INTO public.finder VALUES ('clm_f311cba8ecafa55f', 1, 0, 'killed', 'incident', 'Pit Gazette', NULL, NULL, NULL, NULL);
INSERT INTO public.id_register VALUES (1, 'clm_f311cba8ecafa55f', 'inc_02a1aa31c0e5fd2a');
INSERT INTO public.incident_claims VALUES ('inc_02a1aa31c0e5fd2a', 'clm_f311cba8ecafa55f');
INSERT INTO public.incidents VALUES ('inc_02a1aa31c0e5fd2a', 1, 0, NULL, NULL, NULL, NULL, 'weak', false, 3, 3, 3, '{"claims":["clm_f311cba8ecafa55f"],"contested":false,"grade":"weak","id":"inc_02a1aa31c0e5fd2a","links":[],"perpetrators":[],"places":[],"tolls":[{"approximate":false,"articles":1,"best":3,"decided":[],"figures":[],"harm":"killed","lineages":1,"max":3,"min":3,"notes":[],"open_above":false,"overruled":null,"policy":"default"}],"when":null}');
INSERT INTO public.mentions VALUES ('men_2ace515fd1896d42', 'rep_47b4f8d9fe5f6011', 0, 'time', 0, 5, 'Three', '{"id":"men_2ace515fd1896d42","kind":"time","paragraph":[0,89],"report":"rep_47b4f8d9fe5f6011","sentence":[0,48],"span":{"end":5,"quote":"Three","start":0}}');
INSERT INTO public.purges VALUES (1, '283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', 4);
INSERT INTO public.readings VALUES ('rep_47b4f8d9fe5f6011', 'rules 1', 'lex 1', '0.1.0', '2026-11-26T01:53:43.542202+00:00');
INSERT INTO public.redirects VALUES (1, 'inc_x', 'inc_y');
INSERT INTO public.reports VALUES ('rep_47b4f8d9fe5f6011', '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed', 1, NULL, 'en', 'Pit Gazette', NULL, '2024-05-02', '2024-05-02', 'meta', 'plain 1', '0.1.0', '{"body_start":0,"capture":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed","id":"rep_47b4f8d9fe5f6011","language":"en","published":{"basis":"meta","end":"2024-05-02","start":"2024-05-02"},"sequence":1,"source":"Pit Gazette","text":"Three miners died at the northern pit on Monday. The company denied that anyone was hurt.","title":null,"url":null}');
INSERT INTO public.resolutions VALUES ('rep_47b4f8d9fe5f6011', 0, 'clm_f311cba8ecafa55f', 'place', '', NULL, NULL, NULL, NULL, NULL, '{"actor":null,"basis":"report","candidate_actors":[],"candidate_places":[],"kind":"place","place":null,"reasons":["named nearby"],"role":"","score":0.5,"span":null,"subject":"clm_f311cba8ecafa55f","when":null}');
INSERT INTO public.resolvings VALUES ('rep_47b4f8d9fe5f6011', 'atlas 1', '2024-05-02', '2024-05-02', 'meta', '0.1.0', '2026-11-26T01:53:43.665657+00:00');
INSERT INTO public.row_digests VALUES (1, 'rep_47b4f8d9fe5f6011', NULL, 'reports', '[["rep_47b4f8d9fe5f6011","984c3b8612b35975"]]');
INSERT INTO public.row_digests VALUES (2, 'rep_47b4f8d9fe5f6011', NULL, 'readings', '[["rep_47b4f8d9fe5f6011","34d75df5b3fbdfd4"]]');
INSERT INTO public.row_digests VALUES (3, 'rep_47b4f8d9fe5f6011', NULL, 'claims', '[["clm_f311cba8ecafa55f","20f012d09c117e12"]]');
INSERT INTO public.row_digests VALUES (4, 'rep_47b4f8d9fe5f6011', NULL, 'statements', '[["stm_2ace515fd1896d42","18e505e25527ea26"]]');
INSERT INTO public.row_digests VALUES (5, 'rep_47b4f8d9fe5f6011', NULL, 'mentions', '[["men_2ace515fd1896d42","870093e96df224f8"]]');
INSERT INTO public.row_digests VALUES (7, 'rep_47b4f8d9fe5f6011', NULL, 'set_asides', '[["a sentence","2273f7bfab5ed11b"]]');
INSERT INTO public.row_digests VALUES (8, 'rep_47b4f8d9fe5f6011', NULL, 'resolvings', '[["rep_47b4f8d9fe5f6011","7ccdeb5e997592b3"]]');
INSERT INTO public.row_digests VALUES (9, 'rep_47b4f8d9fe5f6011', NULL, 'resolutions', '[["clm_f311cba8ecafa55f place ","2e49f109c1503f38"]]');
INSERT INTO public.row_digests VALUES (10, 'rep_47b4f8d9fe5f6011', NULL, 'finder', '[["clm_f311cba8ecafa55f","2add41a6a33c9738"]]');
INSERT INTO public.row_digests VALUES (11, NULL, 1, 'tallies of the tally', '[["default","52510a2010c771a4"]]');
INSERT INTO public.row_digests VALUES (12, NULL, 1, 'incidents of the tally', '[["inc_02a1aa31c0e5fd2a","b715820512480863"]]');
INSERT INTO public.row_digests VALUES (13, NULL, 1, 'incident_claims of the tally', '[["inc_02a1aa31c0e5fd2a clm_f311cba8ecafa55f","f63f41a5c9beca7a"]]');
INSERT INTO public.row_digests VALUES (14, NULL, 1, 'accounts of the tally', '[["acc_02a1aa31c0e5fd2a","302fa9eda89d440b"]]');
INSERT INTO public.row_digests VALUES (15, NULL, 1, 'set_asides of the tally', '[["a claim","3477b21f335a9bcf"]]');
INSERT INTO public.sealed_values VALUES (1, 'decided_by', '326f3a4ccef8f02b730b04134f0b6ad093b50e3aae3f47b041585462117088b0', 'A');
INSERT INTO public.sealed_values VALUES (1, 'reason', 'b424aad6f3d90f87ed460fe736578a21a5c1b55d8f0f7df069c351dc6b2dd974', 'reason 0');
INSERT INTO public.sealed_values VALUES (1, 'words', 'c1d51ba29690355eff5663f732c8af01cfa9c4cac37fcf81b61ee16ed5fb5554', '{"after":" at the northern pit on Monday. The comp","before":"","quote":"Three miners died"}');
INSERT INTO public.sealed_values VALUES (2, 'decided_by', 'ac63ca068485c13fc7438e47ee7bc0d517833a3ec9f6d13f32dafd86d693f713', 'A');
INSERT INTO public.sealed_values VALUES (2, 'reason', '6f7e971c2d126c4e6a2a52fec4fb486e8d830dd3f634928030a82124da38037b', 'reason 1');
INSERT INTO public.sealed_values VALUES (2, 'words', '95a160d3ca880ab402a4ba6473285e257dc540bd939ff79b463ea4798545dea1', '{"after":" at the northern pit on Monday. The comp","before":"","quote":"Three miners died"}');
INSERT INTO public.sealed_values VALUES (3, 'decided_by', '2495dd43a53d854c07aa56e12cf6f5f34341f2b995c6aacd7eec9a6cd3beafc2', 'A');
INSERT INTO public.sealed_values VALUES (3, 'reason', '6e3be684f9747c8cd3d748a6a595a2876a07dba7fd989b272b617bf5a894b727', 'reason 2');
INSERT INTO public.sealed_values VALUES (3, 'words', '5743f47c11dc9e854c24c9ea0d8b09a578d4b1000c20203f27b6531acf65970d', '{"after":" at the northern pit on Monday. The comp","before":"","quote":"Three miners died"}');
INSERT INTO public.sealed_values VALUES (4, 'decided_by', 'e8ff4793b96d9ed163d41015dfb318c438205d87c37bd1b4c9381a1c46b582cb', 'A');
INSERT INTO public.sealed_values VALUES (4, 'reason', 'e03c2dd36b5efacafffd7f5f5729e005f7fd9e256509d2509c9b3604b056fd9d', 'x');
INSERT INTO public.set_asides VALUES (1, 'rep_47b4f8d9fe5f6011', NULL, 'a sentence', 'no victim found', 'rep_47b4f8d9fe5f6011', 'read it');
INSERT INTO public.set_asides VALUES (2, NULL, 1, 'a claim', 'rejected', 'clm_x', 'tollbook why clm_x');
INSERT INTO public.statements VALUES ('stm_2ace515fd1896d42', 'rep_47b4f8d9fe5f6011', 0, 'denial', 'clm_f311cba8ecafa55f', 49, 67, '{"about":"clm_f311cba8ecafa55f","id":"stm_2ace515fd1896d42","kind":"denial","parties":[],"report":"rep_47b4f8d9fe5f6011","said_by":["the company"],"span":{"end":67,"quote":"The company denied","start":49}}');
INSERT INTO public.tallies VALUES (1, 'default', '0.1.0', '2026-11-26T01:53:44.729299+00:00');
INSERT INTO public.users VALUES (1, 'Ada', 'admin', '$argon2id$none', false, '2024-05-03T12:00:00.000000+00:00');
SELECT pg_catalog.setval('public.api_tokens_seq_seq', 1, false);
SELECT pg_catalog.setval('public.capture_origins_seq_seq', 1, true);
SELECT pg_catalog.setval('public.captures_seq_seq', 1, false);
SELECT pg_catalog.setval('public.decisions_sequence_seq', 1, false);
SELECT pg_catalog.setval('public.foreign_tables_seq_seq', 1, false);
SELECT pg_catalog.setval('public.id_register_seq_seq', 1, true);
SELECT pg_catalog.setval('public.kept_readings_seq_seq', 1, false);
SELECT pg_catalog.setval('public.public_ids_seq_seq', 1, false);
SELECT pg_catalog.setval('public.purges_seq_seq', 1, true);
SELECT pg_catalog.setval('public.redirects_seq_seq', 1, true);
SELECT pg_catalog.setval('public.row_digests_seq_seq', 15, true);
SELECT pg_catalog.setval('public.set_asides_seq_seq', 2, true);
SELECT pg_catalog.setval('public.sign_ins_seq_seq', 1, false);
SELECT pg_catalog.setval('public.tallies_id_seq', 1, false);
SELECT pg_catalog.setval('public.unread_seq_seq', 1, false);
SELECT pg_catalog.setval('public.users_seq_seq', 1, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (id);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT pk_api_tokens PRIMARY KEY (seq);
ALTER TABLE ONLY public.capture_origins
    ADD CONSTRAINT pk_capture_origins PRIMARY KEY (seq);
ALTER TABLE ONLY public.captures
    ADD CONSTRAINT pk_captures PRIMARY KEY (seq);
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT pk_claims PRIMARY KEY (id);
ALTER TABLE ONLY public.copies
    ADD CONSTRAINT pk_copies PRIMARY KEY (report);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT pk_decisions PRIMARY KEY (sequence);
ALTER TABLE ONLY public.finder
    ADD CONSTRAINT pk_finder PRIMARY KEY (claim);
ALTER TABLE ONLY public.foreign_tables
    ADD CONSTRAINT pk_foreign_tables PRIMARY KEY (seq);
ALTER TABLE ONLY public.id_register
    ADD CONSTRAINT pk_id_register PRIMARY KEY (seq);
ALTER TABLE ONLY public.incident_claims
    ADD CONSTRAINT pk_incident_claims PRIMARY KEY (incident, claim);
ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT pk_incidents PRIMARY KEY (id);
ALTER TABLE ONLY public.kept_readings
    ADD CONSTRAINT pk_kept_readings PRIMARY KEY (seq);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT pk_mentions PRIMARY KEY (id);
ALTER TABLE ONLY public.public_ids
    ADD CONSTRAINT pk_public_ids PRIMARY KEY (seq);
ALTER TABLE ONLY public.purges
    ADD CONSTRAINT pk_purges PRIMARY KEY (seq);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT pk_readings PRIMARY KEY (report);
ALTER TABLE ONLY public.redirects
    ADD CONSTRAINT pk_redirects PRIMARY KEY (seq);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT pk_reports PRIMARY KEY (id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT pk_resolutions PRIMARY KEY (report, ordinal);
ALTER TABLE ONLY public.resolvings
    ADD CONSTRAINT pk_resolvings PRIMARY KEY (report);
ALTER TABLE ONLY public.row_digests
    ADD CONSTRAINT pk_row_digests PRIMARY KEY (seq);
ALTER TABLE ONLY public.sealed_values
    ADD CONSTRAINT pk_sealed_values PRIMARY KEY (decision, field);
ALTER TABLE ONLY public.set_asides
    ADD CONSTRAINT pk_set_asides PRIMARY KEY (seq);
ALTER TABLE ONLY public.sign_ins
    ADD CONSTRAINT pk_sign_ins PRIMARY KEY (seq);
ALTER TABLE ONLY public.statements
    ADD CONSTRAINT pk_statements PRIMARY KEY (id);
ALTER TABLE ONLY public.tallies
    ADD CONSTRAINT pk_tallies PRIMARY KEY (id);
ALTER TABLE ONLY public.unread
    ADD CONSTRAINT pk_unread PRIMARY KEY (seq);
ALTER TABLE ONLY public.user_sessions
    ADD CONSTRAINT pk_user_sessions PRIMARY KEY (digest);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT pk_users PRIMARY KEY (seq);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_tally_ordinal UNIQUE (tally, ordinal);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT uq_api_tokens_digest UNIQUE (digest);
ALTER TABLE ONLY public.captures
    ADD CONSTRAINT uq_captures_sha256 UNIQUE (sha256);
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT uq_claims_report_ordinal UNIQUE (report, ordinal);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT uq_decisions_digest UNIQUE (digest);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT uq_decisions_id UNIQUE (id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT uq_decisions_parent UNIQUE (parent);
ALTER TABLE ONLY public.foreign_tables
    ADD CONSTRAINT uq_foreign_tables_capture UNIQUE (capture);
ALTER TABLE ONLY public.id_register
    ADD CONSTRAINT uq_id_register_claim UNIQUE (claim);
ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT uq_incidents_tally_ordinal UNIQUE (tally, ordinal);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT uq_mentions_report_ordinal UNIQUE (report, ordinal);
ALTER TABLE ONLY public.public_ids
    ADD CONSTRAINT uq_public_ids_public UNIQUE (public);
ALTER TABLE ONLY public.public_ids
    ADD CONSTRAINT uq_public_ids_subject UNIQUE (subject);
ALTER TABLE ONLY public.purges
    ADD CONSTRAINT uq_purges_capture UNIQUE (capture);
ALTER TABLE ONLY public.statements
    ADD CONSTRAINT uq_statements_report_ordinal UNIQUE (report, ordinal);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT uq_users_name UNIQUE (name);
CREATE INDEX ix_accounts_claim ON public.accounts USING btree (claim);
CREATE INDEX ix_accounts_verdict ON public.accounts USING btree (verdict);
CREATE INDEX ix_api_tokens_user ON public.api_tokens USING btree ("user");
CREATE INDEX ix_capture_origins_capture ON public.capture_origins USING btree (capture);
CREATE INDEX ix_claims_harm_scope ON public.claims USING btree (harm, scope);
CREATE INDEX ix_decisions_batch ON public.decisions USING btree (batch);
CREATE INDEX ix_decisions_subject ON public.decisions USING btree (subject);
CREATE INDEX ix_finder_day_start_day_end ON public.finder USING btree (day_start, day_end);
CREATE INDEX ix_finder_harm_scope_sequence_ordinal ON public.finder USING btree (harm, scope, sequence, ordinal);
CREATE INDEX ix_finder_harm_sequence_ordinal ON public.finder USING btree (harm, sequence, ordinal);
CREATE INDEX ix_finder_place_sequence_ordinal ON public.finder USING btree (place, sequence, ordinal);
CREATE INDEX ix_finder_scope_sequence_ordinal ON public.finder USING btree (scope, sequence, ordinal);
CREATE INDEX ix_finder_sequence_ordinal ON public.finder USING btree (sequence, ordinal);
CREATE INDEX ix_finder_source_sequence_ordinal ON public.finder USING btree (source, sequence, ordinal);
CREATE INDEX ix_id_register_incident ON public.id_register USING btree (incident);
CREATE INDEX ix_incident_claims_claim ON public.incident_claims USING btree (claim);
CREATE INDEX ix_incidents_country ON public.incidents USING btree (country);
CREATE INDEX ix_incidents_day_start ON public.incidents USING btree (day_start);
CREATE INDEX ix_kept_readings_capture ON public.kept_readings USING btree (capture);
CREATE INDEX ix_redirects_merged ON public.redirects USING btree (merged);
CREATE INDEX ix_reports_capture ON public.reports USING btree (capture);
CREATE INDEX ix_reports_sequence_id ON public.reports USING btree (sequence, id);
CREATE INDEX ix_reports_source ON public.reports USING btree (source);
CREATE INDEX ix_resolutions_actor ON public.resolutions USING btree (actor);
CREATE INDEX ix_resolutions_place ON public.resolutions USING btree (place);
CREATE INDEX ix_resolutions_subject ON public.resolutions USING btree (subject);
CREATE INDEX ix_row_digests_report_part ON public.row_digests USING btree (report, part);
CREATE INDEX ix_row_digests_tally_part ON public.row_digests USING btree (tally, part);
CREATE INDEX ix_set_asides_report ON public.set_asides USING btree (report);
CREATE INDEX ix_set_asides_tally ON public.set_asides USING btree (tally);
CREATE INDEX ix_sign_ins_address_at ON public.sign_ins USING btree (address, at);
CREATE INDEX ix_sign_ins_name_at ON public.sign_ins USING btree (name, at);
CREATE INDEX ix_statements_about ON public.statements USING btree (about);
CREATE INDEX ix_user_sessions_user ON public.user_sessions USING btree ("user");
CREATE TRIGGER capture_origins_no_delete BEFORE DELETE ON public.capture_origins FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER capture_origins_no_truncate BEFORE TRUNCATE ON public.capture_origins FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER capture_origins_no_update BEFORE UPDATE ON public.capture_origins FOR EACH ROW EXECUTE FUNCTION public.only_blanked();
CREATE TRIGGER captures_no_delete BEFORE DELETE ON public.captures FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER captures_no_truncate BEFORE TRUNCATE ON public.captures FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER captures_no_update BEFORE UPDATE ON public.captures FOR EACH ROW EXECUTE FUNCTION public.only_blanked();
CREATE TRIGGER decisions_counted AFTER INSERT ON public.decisions FOR EACH ROW EXECUTE FUNCTION public.count_decision();
CREATE TRIGGER decisions_highest_no_delete BEFORE DELETE ON public.decisions_highest FOR EACH ROW EXECUTE FUNCTION public.only_rises();
CREATE TRIGGER decisions_highest_no_truncate BEFORE TRUNCATE ON public.decisions_highest FOR EACH STATEMENT EXECUTE FUNCTION public.only_rises();
CREATE TRIGGER decisions_highest_no_update BEFORE UPDATE ON public.decisions_highest FOR EACH ROW EXECUTE FUNCTION public.only_rises();
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON public.decisions FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER decisions_no_truncate BEFORE TRUNCATE ON public.decisions FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON public.decisions FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER decisions_one_chain BEFORE INSERT ON public.decisions FOR EACH ROW EXECUTE FUNCTION public.one_chain();
CREATE TRIGGER foreign_tables_no_delete BEFORE DELETE ON public.foreign_tables FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER foreign_tables_no_truncate BEFORE TRUNCATE ON public.foreign_tables FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER foreign_tables_no_update BEFORE UPDATE ON public.foreign_tables FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER id_register_no_delete BEFORE DELETE ON public.id_register FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER id_register_no_truncate BEFORE TRUNCATE ON public.id_register FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER id_register_no_update BEFORE UPDATE ON public.id_register FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER kept_readings_no_delete BEFORE DELETE ON public.kept_readings FOR EACH ROW EXECUTE FUNCTION public.only_purged();
CREATE TRIGGER kept_readings_no_truncate BEFORE TRUNCATE ON public.kept_readings FOR EACH STATEMENT EXECUTE FUNCTION public.only_purged();
CREATE TRIGGER kept_readings_no_update BEFORE UPDATE ON public.kept_readings FOR EACH ROW EXECUTE FUNCTION public.only_purged();
CREATE TRIGGER public_ids_no_delete BEFORE DELETE ON public.public_ids FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER public_ids_no_truncate BEFORE TRUNCATE ON public.public_ids FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER public_ids_no_update BEFORE UPDATE ON public.public_ids FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER purges_no_delete BEFORE DELETE ON public.purges FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER purges_no_truncate BEFORE TRUNCATE ON public.purges FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER purges_no_update BEFORE UPDATE ON public.purges FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER redirects_no_delete BEFORE DELETE ON public.redirects FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER redirects_no_truncate BEFORE TRUNCATE ON public.redirects FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER redirects_no_update BEFORE UPDATE ON public.redirects FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER sealed_values_no_delete BEFORE DELETE ON public.sealed_values FOR EACH ROW EXECUTE FUNCTION public.only_destroyed();
CREATE TRIGGER sealed_values_no_truncate BEFORE TRUNCATE ON public.sealed_values FOR EACH STATEMENT EXECUTE FUNCTION public.only_destroyed();
CREATE TRIGGER sealed_values_no_update BEFORE UPDATE ON public.sealed_values FOR EACH ROW EXECUTE FUNCTION public.only_destroyed();
CREATE TRIGGER sign_ins_no_delete BEFORE DELETE ON public.sign_ins FOR EACH ROW EXECUTE FUNCTION public.append_only();
CREATE TRIGGER sign_ins_no_truncate BEFORE TRUNCATE ON public.sign_ins FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();
CREATE TRIGGER sign_ins_no_update BEFORE UPDATE ON public.sign_ins FOR EACH ROW EXECUTE FUNCTION public.append_only();
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_claim FOREIGN KEY (claim) REFERENCES public.claims(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_tally FOREIGN KEY (tally) REFERENCES public.tallies(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT fk_api_tokens_user FOREIGN KEY ("user") REFERENCES public.users(seq);
ALTER TABLE ONLY public.capture_origins
    ADD CONSTRAINT fk_capture_origins_capture FOREIGN KEY (capture) REFERENCES public.captures(sha256);
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT fk_claims_report FOREIGN KEY (report) REFERENCES public.readings(report) ON DELETE CASCADE;
ALTER TABLE ONLY public.copies
    ADD CONSTRAINT fk_copies_original FOREIGN KEY (original) REFERENCES public.reports(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.copies
    ADD CONSTRAINT fk_copies_report FOREIGN KEY (report) REFERENCES public.reports(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.copies
    ADD CONSTRAINT fk_copies_tally FOREIGN KEY (tally) REFERENCES public.tallies(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.finder
    ADD CONSTRAINT fk_finder_claim FOREIGN KEY (claim) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.foreign_tables
    ADD CONSTRAINT fk_foreign_tables_capture FOREIGN KEY (capture) REFERENCES public.captures(sha256);
ALTER TABLE ONLY public.incident_claims
    ADD CONSTRAINT fk_incident_claims_claim FOREIGN KEY (claim) REFERENCES public.claims(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.incident_claims
    ADD CONSTRAINT fk_incident_claims_incident FOREIGN KEY (incident) REFERENCES public.incidents(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT fk_incidents_tally FOREIGN KEY (tally) REFERENCES public.tallies(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.kept_readings
    ADD CONSTRAINT fk_kept_readings_capture FOREIGN KEY (capture) REFERENCES public.captures(sha256);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT fk_mentions_report FOREIGN KEY (report) REFERENCES public.readings(report) ON DELETE CASCADE;
ALTER TABLE ONLY public.purges
    ADD CONSTRAINT fk_purges_capture FOREIGN KEY (capture) REFERENCES public.captures(sha256);
ALTER TABLE ONLY public.purges
    ADD CONSTRAINT fk_purges_decision FOREIGN KEY (decision) REFERENCES public.decisions(sequence);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT fk_readings_report FOREIGN KEY (report) REFERENCES public.reports(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT fk_reports_capture FOREIGN KEY (capture) REFERENCES public.captures(sha256);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT fk_resolutions_report FOREIGN KEY (report) REFERENCES public.resolvings(report) ON DELETE CASCADE;
ALTER TABLE ONLY public.resolvings
    ADD CONSTRAINT fk_resolvings_report FOREIGN KEY (report) REFERENCES public.readings(report) ON DELETE CASCADE;
ALTER TABLE ONLY public.row_digests
    ADD CONSTRAINT fk_row_digests_report FOREIGN KEY (report) REFERENCES public.reports(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.row_digests
    ADD CONSTRAINT fk_row_digests_tally FOREIGN KEY (tally) REFERENCES public.tallies(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.sealed_values
    ADD CONSTRAINT fk_sealed_values_decision FOREIGN KEY (decision) REFERENCES public.decisions(sequence);
ALTER TABLE ONLY public.set_asides
    ADD CONSTRAINT fk_set_asides_report FOREIGN KEY (report) REFERENCES public.readings(report) ON DELETE CASCADE;
ALTER TABLE ONLY public.set_asides
    ADD CONSTRAINT fk_set_asides_tally FOREIGN KEY (tally) REFERENCES public.tallies(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.statements
    ADD CONSTRAINT fk_statements_report FOREIGN KEY (report) REFERENCES public.readings(report) ON DELETE CASCADE;
ALTER TABLE ONLY public.unread
    ADD CONSTRAINT fk_unread_capture FOREIGN KEY (capture) REFERENCES public.captures(sha256);
ALTER TABLE ONLY public.user_sessions
    ADD CONSTRAINT fk_user_sessions_user FOREIGN KEY ("user") REFERENCES public.users(seq);
