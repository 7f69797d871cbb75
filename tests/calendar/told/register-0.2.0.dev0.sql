BEGIN TRANSACTION;
CREATE TABLE address (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person INTEGER NOT NULL, 
	"key" VARCHAR(254) NOT NULL, 
	current BOOLEAN NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT uq_address_person_key UNIQUE (person, "key"), 
	CONSTRAINT fk_address_person FOREIGN KEY(person) REFERENCES person (id), 
	CONSTRAINT fk_address_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE answer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(400) NOT NULL, 
	"key" VARCHAR(254) NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	comment TEXT NOT NULL, 
	sequence INTEGER NOT NULL, 
	stamp VARCHAR(40) NOT NULL, 
	read VARCHAR(40) NOT NULL, 
	noted BOOLEAN DEFAULT true NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT uq_answer_uid_key UNIQUE (uid, "key"), 
	CONSTRAINT fk_answer_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE backup (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	place TEXT NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT fk_backup_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE "database" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	ident VARCHAR(32) NOT NULL, 
	generation INTEGER NOT NULL, 
	secret VARCHAR(64) NOT NULL, 
	moved TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_database_ident UNIQUE (ident)
);
INSERT INTO "database" VALUES(1,'f5e6047cc98246a4bbd77d9cd5466e71',1,'7b50e23dc7b21664fa4685cc32bf2532ab1038e6cf7bf2714e82e7794a7391ad','');
CREATE TABLE diet (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	event VARCHAR(200) NOT NULL, 
	diet VARCHAR(200) NOT NULL, 
	number INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT uq_diet_event_diet UNIQUE (event, diet), 
	CONSTRAINT ck_diet_number CHECK (number >= 0), 
	CONSTRAINT fk_diet_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE disposal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	kind VARCHAR(200) NOT NULL, 
	number INTEGER NOT NULL, 
	decision VARCHAR(200) NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT fk_disposal_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE erased (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	decision VARCHAR(200) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT fk_erased_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE gender (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	event VARCHAR(200) NOT NULL, 
	role VARCHAR(200) NOT NULL, 
	women INTEGER NOT NULL, 
	men INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT uq_gender_event_role UNIQUE (event, role), 
	CONSTRAINT ck_gender_number CHECK (women >= 0 AND men >= 0), 
	CONSTRAINT fk_gender_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE history (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	operation INTEGER NOT NULL, 
	of_table VARCHAR(40) NOT NULL, 
	of_row INTEGER NOT NULL, 
	version_after INTEGER, 
	"before" TEXT NOT NULL, 
	person INTEGER, 
	other INTEGER, 
	CONSTRAINT fk_history_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE mail_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(400) NOT NULL, 
	event VARCHAR(200) NOT NULL, 
	operation INTEGER NOT NULL, 
	sequence INTEGER DEFAULT (-1) NOT NULL, 
	modified VARCHAR(40) DEFAULT '' NOT NULL, 
	CONSTRAINT uq_mail_event_uid UNIQUE (uid), 
	CONSTRAINT fk_mail_event_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
INSERT INTO "mail_event" VALUES(1,'sala@plan.example.org','sala',1,0,'2018-11-06T00:00:00+00:00');
INSERT INTO "mail_event" VALUES(2,'arboga@plan.example.org','arboga',2,1,'2018-11-09T00:00:00+00:00');
INSERT INTO "mail_event" VALUES(3,'uppstart@plan.example.org','uppstart',3,0,'2018-11-06T00:00:00+00:00');
INSERT INTO "mail_event" VALUES(4,'extra@plan.example.org','extra',4,1,'2018-11-09T00:00:00+00:00');
INSERT INTO "mail_event" VALUES(5,'borttagen@plan.example.org','borttagen',5,1,'2018-11-09T00:00:00+00:00');
INSERT INTO "mail_event" VALUES(6,'uppskjuten@plan.example.org','uppskjuten',6,1,'2018-11-09T00:00:00+00:00');
CREATE TABLE mandate (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person INTEGER NOT NULL, 
	role VARCHAR(200) NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	public BOOLEAN DEFAULT false NOT NULL, 
	party VARCHAR(200) DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT ck_mandate_party_on_public_mandate CHECK (party = '' OR public), 
	CONSTRAINT ck_mandate_days CHECK (first_day IS NULL OR last_day IS NULL OR first_day <= last_day), 
	CONSTRAINT fk_mandate_person FOREIGN KEY(person) REFERENCES person (id), 
	CONSTRAINT fk_mandate_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE message (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(400) NOT NULL, 
	"key" VARCHAR(254) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	address VARCHAR(254) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	role VARCHAR(200) NOT NULL, 
	part VARCHAR(20) NOT NULL, 
	language VARCHAR(20) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	method VARCHAR(20) NOT NULL, 
	sequence INTEGER NOT NULL, 
	significant VARCHAR(200) NOT NULL, 
	seen VARCHAR(200) NOT NULL, 
	identity VARCHAR(200) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	octets BLOB, 
	made VARCHAR(40) NOT NULL, 
	changed VARCHAR(40) NOT NULL, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	said TEXT DEFAULT '' NOT NULL, 
	run INTEGER, 
	operation INTEGER NOT NULL, 
	CONSTRAINT uq_message_uid_key_ordinal UNIQUE (uid, "key", ordinal), 
	CONSTRAINT ck_message_state CHECK (state IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'failed', 'withdrawn')), 
	CONSTRAINT fk_message_uid FOREIGN KEY(uid) REFERENCES mail_event (uid), 
	CONSTRAINT uq_message_identity UNIQUE (identity), 
	CONSTRAINT fk_message_run FOREIGN KEY(run) REFERENCES run (id), 
	CONSTRAINT fk_message_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
INSERT INTO "message" VALUES(1,'sala@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'3483a5c44f4352a2a30b92eab0805a92','5613ec6a1a55d3b732267fc89b6a3626','e4ee4d8fdde10f3fa63b5ca591f45c1b60d7be25','draft',NULL,'2026-11-30T12:22:03+00:00','2026-11-30T12:22:03+00:00',0,'',NULL,1);
INSERT INTO "message" VALUES(2,'sala@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'3483a5c44f4352a2a30b92eab0805a92','5613ec6a1a55d3b732267fc89b6a3626','6a6ccf896ce02b800e6553643b4d13e420b8156e','draft',NULL,'2026-11-30T12:22:03+00:00','2026-11-30T12:22:03+00:00',0,'',NULL,1);
INSERT INTO "message" VALUES(3,'arboga@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'a9004417b7c2c373421df25aa84e9a03','cdb2435927e3fc333f861d7cf1e77a84','f661bd3d15ea5ab454763753d63a190496e49022','draft',NULL,'2026-11-30T12:22:05+00:00','2026-11-30T12:22:05+00:00',0,'',NULL,2);
INSERT INTO "message" VALUES(4,'arboga@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'a9004417b7c2c373421df25aa84e9a03','cdb2435927e3fc333f861d7cf1e77a84','aa51323c2d81c9492c12e8292983ecbf79fbc4d0','draft',NULL,'2026-11-30T12:22:05+00:00','2026-11-30T12:22:05+00:00',0,'',NULL,2);
INSERT INTO "message" VALUES(5,'uppstart@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'f91ceae5621a9f64b5c2a85ec40139b5','c9159a6c72b67685f12ddd8150b77316','c4c047d514b902399864033d3dfb61927df24f40','draft',NULL,'2026-11-30T12:22:07+00:00','2026-11-30T12:22:07+00:00',0,'',NULL,3);
INSERT INTO "message" VALUES(6,'uppstart@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'f91ceae5621a9f64b5c2a85ec40139b5','c9159a6c72b67685f12ddd8150b77316','2ced7bf26348de0fa575fda50bf389a6f653b91f','draft',NULL,'2026-11-30T12:22:07+00:00','2026-11-30T12:22:07+00:00',0,'',NULL,3);
INSERT INTO "message" VALUES(7,'extra@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'0ecf962d4e4bf28ac781c33d6b6f0fcf','4663a3f0d4cc4d5159de0bed90aab19a','194373a5a241a2d0e5d785b130a64ab4c7b5a756','draft',NULL,'2026-11-30T12:22:09+00:00','2026-11-30T12:22:09+00:00',0,'',NULL,4);
INSERT INTO "message" VALUES(8,'extra@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'0ecf962d4e4bf28ac781c33d6b6f0fcf','4663a3f0d4cc4d5159de0bed90aab19a','b23284c715db46e03c3dfe7ff14333591346267e','draft',NULL,'2026-11-30T12:22:09+00:00','2026-11-30T12:22:09+00:00',0,'',NULL,4);
INSERT INTO "message" VALUES(9,'borttagen@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'5ceb819a27a4794cb736e828e7fda3e2','3e1bc26a738d8f95b24b775c51c59e1e','47cf97d9ec8bec131b10a79b9f12eac27fc66f6a','draft',NULL,'2026-11-30T12:22:12+00:00','2026-11-30T12:22:12+00:00',0,'',NULL,5);
INSERT INTO "message" VALUES(10,'borttagen@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'5ceb819a27a4794cb736e828e7fda3e2','3e1bc26a738d8f95b24b775c51c59e1e','b6dd702419a3849fcec577fa9bd17333ced12128','draft',NULL,'2026-11-30T12:22:12+00:00','2026-11-30T12:22:12+00:00',0,'',NULL,5);
INSERT INTO "message" VALUES(11,'uppskjuten@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'c6a7f71968fb70f26bdf49013c517198','cec6c185e1edd57c2dea2898f2887602','989f2eecabaca36ba8f32e72f5250e256a2f28c8','draft',NULL,'2026-11-30T12:22:13+00:00','2026-11-30T12:22:13+00:00',0,'',NULL,6);
INSERT INTO "message" VALUES(12,'uppskjuten@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'c6a7f71968fb70f26bdf49013c517198','cec6c185e1edd57c2dea2898f2887602','c640e0aac5a0d36c3f2e1dbedf91fc02d650a90a','draft',NULL,'2026-11-30T12:22:13+00:00','2026-11-30T12:22:13+00:00',0,'',NULL,6);
INSERT INTO "message" VALUES(13,'arboga@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','update','REQUEST',1,'540c20e2e8f4289f857431643e049cdd','0c6c5324208918cc79ec825c1129f0c7','6df7772b0ad1572688b8688536d4f1ec526fb22c','draft',NULL,'2026-11-30T12:22:27+00:00','2026-11-30T12:22:27+00:00',0,'',NULL,7);
INSERT INTO "message" VALUES(14,'arboga@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','update','REQUEST',1,'540c20e2e8f4289f857431643e049cdd','0c6c5324208918cc79ec825c1129f0c7','431042c49254dd98d7d5ce2d716a73fba58d9d26','draft',NULL,'2026-11-30T12:22:27+00:00','2026-11-30T12:22:27+00:00',0,'',NULL,7);
INSERT INTO "message" VALUES(15,'extra@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','cancellation','CANCEL',1,'4f67abce3d8456560d7b625364d94ac0','7fa290f6ed70a55cd82588d524e431a6','378de92c86c9b493b09f27910e11702ccf61d416','draft',NULL,'2026-11-30T12:22:30+00:00','2026-11-30T12:22:30+00:00',0,'',NULL,8);
INSERT INTO "message" VALUES(16,'extra@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','cancellation','CANCEL',1,'4f67abce3d8456560d7b625364d94ac0','7fa290f6ed70a55cd82588d524e431a6','a79510391ffc6cc085d4a7aea2a798e9f97e40f5','draft',NULL,'2026-11-30T12:22:30+00:00','2026-11-30T12:22:30+00:00',0,'',NULL,8);
INSERT INTO "message" VALUES(17,'borttagen@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','cancellation','CANCEL',1,'80a056969fa4e7b4bde0c77b255b084a','391fe25588263eb5e0f75ff9d1f6aa3a','60350506b54829cbb9605da78dc50592f1a5dad8','draft',NULL,'2026-11-30T12:22:31+00:00','2026-11-30T12:22:31+00:00',0,'',NULL,9);
INSERT INTO "message" VALUES(18,'borttagen@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','cancellation','CANCEL',1,'80a056969fa4e7b4bde0c77b255b084a','391fe25588263eb5e0f75ff9d1f6aa3a','fbfe09ee45bd098697ae429a05d71d06e0ebd71e','draft',NULL,'2026-11-30T12:22:31+00:00','2026-11-30T12:22:31+00:00',0,'',NULL,9);
INSERT INTO "message" VALUES(19,'uppskjuten@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','cancellation','CANCEL',1,'c5a0c0b1b01d122f6070f28613da3d68','d015643e1c783a23b42730a05a9286a6','225aee4998cd69a0f61c156d3393b8a510b4ed74','draft',NULL,'2026-11-30T12:22:34+00:00','2026-11-30T12:22:34+00:00',0,'',NULL,10);
INSERT INTO "message" VALUES(20,'uppskjuten@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','cancellation','CANCEL',1,'c5a0c0b1b01d122f6070f28613da3d68','d015643e1c783a23b42730a05a9286a6','0efe6128a73e2efa73425bc33a5da7808583defa','draft',NULL,'2026-11-30T12:22:34+00:00','2026-11-30T12:22:34+00:00',0,'',NULL,10);
CREATE TABLE operation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR(40) NOT NULL, 
	at DATETIME NOT NULL, 
	what VARCHAR(200) NOT NULL, 
	rows INTEGER DEFAULT 0 NOT NULL, 
	undoes INTEGER, 
	CONSTRAINT uq_operation_key UNIQUE ("key"), 
	CONSTRAINT fk_operation_undoes FOREIGN KEY(undoes) REFERENCES operation (id)
);
INSERT INTO "operation" VALUES(1,'f5d3a3adaaed4c4fb4cd3e1a6bb3dfbf','2026-11-30 12:22:04.844502','invite',3,NULL);
INSERT INTO "operation" VALUES(2,'7cc3e2900c4840f58303388db85bfc40','2026-11-30 12:22:06.470782','invite',3,NULL);
INSERT INTO "operation" VALUES(3,'546c4095702a4c37958f146d8c30a70a','2026-11-30 12:22:09.018767','invite',3,NULL);
INSERT INTO "operation" VALUES(4,'78661634df5c460f8b9d0f05cf89dd47','2026-11-30 12:22:11.400020','invite',3,NULL);
INSERT INTO "operation" VALUES(5,'82cc1f7cc45948479895e4a4afb87260','2026-11-30 12:22:13.099482','invite',3,NULL);
INSERT INTO "operation" VALUES(6,'b65bbe244d734c5d99bb254b6470664a','2026-11-30 12:22:15.302842','invite',3,NULL);
INSERT INTO "operation" VALUES(7,'a92fb7f1f131494799fa3a2196744748','2026-11-30 12:22:27.635473','invite',3,NULL);
INSERT INTO "operation" VALUES(8,'fb573000156d4e38919ac242112c5e72','2026-11-30 12:22:30.646864','invite',3,NULL);
INSERT INTO "operation" VALUES(9,'c02f3ca42be044cd8597c13bd25ece9e','2026-11-30 12:22:32.478782','invite',3,NULL);
INSERT INTO "operation" VALUES(10,'cacc24d6fd9744f5b2c4e0ebb53b31c3','2026-11-30 12:22:34.963089','invite',3,NULL);
CREATE TABLE participation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	event VARCHAR(200) NOT NULL, 
	role VARCHAR(200) NOT NULL, 
	municipality VARCHAR(200) DEFAULT '' NOT NULL, 
	kind VARCHAR(20) DEFAULT 'person' NOT NULL, 
	person INTEGER, 
	number INTEGER DEFAULT 1 NOT NULL, 
	answer VARCHAR(20) DEFAULT 'none' NOT NULL, 
	attendance VARCHAR(20) DEFAULT 'unknown' NOT NULL, 
	walk_in BOOLEAN DEFAULT false NOT NULL, 
	substitute_for INTEGER, 
	told DATE, 
	told_how VARCHAR(200) DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT ck_participation_kind CHECK (kind IN ('person', 'count', 'erased')), 
	CONSTRAINT ck_participation_answer CHECK (answer IN ('none', 'accepted', 'declined', 'tentative', 'delegated')), 
	CONSTRAINT ck_participation_attendance CHECK (attendance IN ('unknown', 'attended', 'absent')), 
	CONSTRAINT ck_participation_person CHECK ((kind = 'person') = (person IS NOT NULL)), 
	CONSTRAINT ck_participation_number CHECK (number >= 0 AND (person IS NULL OR number = 1)), 
	CONSTRAINT ck_participation_substitute CHECK (substitute_for IS NULL OR substitute_for <> person), 
	CONSTRAINT fk_participation_person FOREIGN KEY(person) REFERENCES person (id), 
	CONSTRAINT fk_participation_substitute_for FOREIGN KEY(substitute_for) REFERENCES person (id), 
	CONSTRAINT fk_participation_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(200) NOT NULL, 
	organisation VARCHAR(200) DEFAULT '' NOT NULL, 
	municipality VARCHAR(200) DEFAULT '' NOT NULL, 
	email VARCHAR(200) DEFAULT '' NOT NULL, 
	phone VARCHAR(200) DEFAULT '' NOT NULL, 
	language VARCHAR(200) DEFAULT '' NOT NULL, 
	protected BOOLEAN DEFAULT false NOT NULL, 
	restricted BOOLEAN DEFAULT false NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT fk_person_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE review (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR(64) NOT NULL, 
	uid VARCHAR(400) NOT NULL, 
	"key" VARCHAR(254) NOT NULL, 
	sender VARCHAR(254) NOT NULL, 
	reason VARCHAR(20) NOT NULL, 
	status TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	read VARCHAR(40) NOT NULL, 
	done BOOLEAN DEFAULT false NOT NULL, 
	delegate TEXT DEFAULT '' NOT NULL, 
	operation INTEGER NOT NULL, 
	CONSTRAINT uq_review_digest UNIQUE (digest), 
	CONSTRAINT fk_review_operation FOREIGN KEY(operation) REFERENCES operation (id)
);
CREATE TABLE run (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL
);
CREATE INDEX ix_answer_key ON answer ("key");
CREATE INDEX ix_answer_operation ON answer (operation);
CREATE INDEX ix_diet_operation ON diet (operation);
CREATE INDEX ix_erased_operation ON erased (operation);
CREATE INDEX ix_erased_digest ON erased (digest);
CREATE INDEX ix_gender_operation ON gender (operation);
CREATE INDEX ix_history_other ON history (other);
CREATE INDEX ix_history_operation ON history (operation);
CREATE INDEX ix_history_person ON history (person);
CREATE INDEX ix_mail_event_operation ON mail_event (operation);
CREATE INDEX ix_person_email ON person (email);
CREATE INDEX ix_person_operation ON person (operation);
CREATE INDEX ix_review_operation ON review (operation);
CREATE INDEX ix_review_key ON review ("key");
CREATE INDEX ix_address_operation ON address (operation);
CREATE INDEX ix_address_key ON address ("key");
CREATE INDEX ix_mandate_role ON mandate (role);
CREATE INDEX ix_mandate_person ON mandate (person);
CREATE INDEX ix_mandate_operation ON mandate (operation);
CREATE INDEX ix_message_key ON message ("key");
CREATE INDEX ix_message_operation ON message (operation);
CREATE INDEX ix_message_state ON message (state, uid);
CREATE UNIQUE INDEX uq_participation_count ON participation (event, role, municipality, kind, answer, attendance, walk_in) WHERE person IS NULL;
CREATE UNIQUE INDEX uq_participation_person ON participation (person, event) WHERE person IS NOT NULL;
CREATE INDEX ix_participation_substitute_for ON participation (substitute_for);
CREATE INDEX ix_participation_event ON participation (event, role);
CREATE INDEX ix_participation_operation ON participation (operation);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('database',1);
INSERT INTO "sqlite_sequence" VALUES('operation',10);
INSERT INTO "sqlite_sequence" VALUES('mail_event',6);
INSERT INTO "sqlite_sequence" VALUES('message',20);
COMMIT;
PRAGMA user_version = 0;
