BEGIN TRANSACTION;
CREATE TABLE answer (
    uid TEXT NOT NULL,
    key TEXT NOT NULL,
    status TEXT NOT NULL,
    comment TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    read TEXT NOT NULL,
    noted INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (uid, key)
) STRICT;
CREATE TABLE event (
    uid TEXT PRIMARY KEY,
    id TEXT NOT NULL
) STRICT;
INSERT INTO "event" VALUES('sala@plan.example.org','sala');
INSERT INTO "event" VALUES('arboga@plan.example.org','arboga');
INSERT INTO "event" VALUES('uppstart@plan.example.org','uppstart');
INSERT INTO "event" VALUES('extra@plan.example.org','extra');
INSERT INTO "event" VALUES('borttagen@plan.example.org','borttagen');
INSERT INTO "event" VALUES('uppskjuten@plan.example.org','uppskjuten');
CREATE TABLE known (
    key TEXT PRIMARY KEY,
    person INTEGER NOT NULL
) STRICT;
CREATE TABLE message (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL REFERENCES event(uid),
    key TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    part TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    method TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    significant TEXT NOT NULL,
    seen TEXT NOT NULL,
    identity TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'failed', 'withdrawn')),
    octets BLOB,
    made TEXT NOT NULL,
    changed TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    said TEXT NOT NULL DEFAULT '',
    UNIQUE (uid, key, ordinal)
) STRICT;
INSERT INTO "message" VALUES(1,'sala@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'3483a5c44f4352a2a30b92eab0805a92','5613ec6a1a55d3b732267fc89b6a3626','e4ee4d8fdde10f3fa63b5ca591f45c1b60d7be25','draft',NULL,'2026-11-30T12:21:20+00:00','2026-11-30T12:21:20+00:00',0,'');
INSERT INTO "message" VALUES(2,'sala@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'3483a5c44f4352a2a30b92eab0805a92','5613ec6a1a55d3b732267fc89b6a3626','6a6ccf896ce02b800e6553643b4d13e420b8156e','draft',NULL,'2026-11-30T12:21:20+00:00','2026-11-30T12:21:20+00:00',0,'');
INSERT INTO "message" VALUES(3,'arboga@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'a9004417b7c2c373421df25aa84e9a03','cdb2435927e3fc333f861d7cf1e77a84','f661bd3d15ea5ab454763753d63a190496e49022','draft',NULL,'2026-11-30T12:21:22+00:00','2026-11-30T12:21:22+00:00',0,'');
INSERT INTO "message" VALUES(4,'arboga@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'a9004417b7c2c373421df25aa84e9a03','cdb2435927e3fc333f861d7cf1e77a84','aa51323c2d81c9492c12e8292983ecbf79fbc4d0','draft',NULL,'2026-11-30T12:21:22+00:00','2026-11-30T12:21:22+00:00',0,'');
INSERT INTO "message" VALUES(5,'uppstart@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'f91ceae5621a9f64b5c2a85ec40139b5','c9159a6c72b67685f12ddd8150b77316','c4c047d514b902399864033d3dfb61927df24f40','draft',NULL,'2026-11-30T12:21:24+00:00','2026-11-30T12:21:24+00:00',0,'');
INSERT INTO "message" VALUES(6,'uppstart@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'f91ceae5621a9f64b5c2a85ec40139b5','c9159a6c72b67685f12ddd8150b77316','2ced7bf26348de0fa575fda50bf389a6f653b91f','draft',NULL,'2026-11-30T12:21:24+00:00','2026-11-30T12:21:24+00:00',0,'');
INSERT INTO "message" VALUES(7,'extra@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'0ecf962d4e4bf28ac781c33d6b6f0fcf','4663a3f0d4cc4d5159de0bed90aab19a','194373a5a241a2d0e5d785b130a64ab4c7b5a756','draft',NULL,'2026-11-30T12:21:26+00:00','2026-11-30T12:21:26+00:00',0,'');
INSERT INTO "message" VALUES(8,'extra@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'0ecf962d4e4bf28ac781c33d6b6f0fcf','4663a3f0d4cc4d5159de0bed90aab19a','b23284c715db46e03c3dfe7ff14333591346267e','draft',NULL,'2026-11-30T12:21:26+00:00','2026-11-30T12:21:26+00:00',0,'');
INSERT INTO "message" VALUES(9,'borttagen@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'5ceb819a27a4794cb736e828e7fda3e2','3e1bc26a738d8f95b24b775c51c59e1e','47cf97d9ec8bec131b10a79b9f12eac27fc66f6a','draft',NULL,'2026-11-30T12:21:28+00:00','2026-11-30T12:21:28+00:00',0,'');
INSERT INTO "message" VALUES(10,'borttagen@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'5ceb819a27a4794cb736e828e7fda3e2','3e1bc26a738d8f95b24b775c51c59e1e','b6dd702419a3849fcec577fa9bd17333ced12128','draft',NULL,'2026-11-30T12:21:28+00:00','2026-11-30T12:21:28+00:00',0,'');
INSERT INTO "message" VALUES(11,'uppskjuten@plan.example.org','ett@example.org',1,'ett@example.org','Testperson Ett','','required','','invitation','REQUEST',0,'c6a7f71968fb70f26bdf49013c517198','cec6c185e1edd57c2dea2898f2887602','989f2eecabaca36ba8f32e72f5250e256a2f28c8','draft',NULL,'2026-11-30T12:21:30+00:00','2026-11-30T12:21:30+00:00',0,'');
INSERT INTO "message" VALUES(12,'uppskjuten@plan.example.org','tva@example.org',1,'tva@example.org','Testperson Två','','required','en','invitation','REQUEST',0,'c6a7f71968fb70f26bdf49013c517198','cec6c185e1edd57c2dea2898f2887602','c640e0aac5a0d36c3f2e1dbedf91fc02d650a90a','draft',NULL,'2026-11-30T12:21:30+00:00','2026-11-30T12:21:30+00:00',0,'');
INSERT INTO "message" VALUES(13,'arboga@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','update','REQUEST',1,'540c20e2e8f4289f857431643e049cdd','0c6c5324208918cc79ec825c1129f0c7','6df7772b0ad1572688b8688536d4f1ec526fb22c','draft',NULL,'2026-11-30T12:21:45+00:00','2026-11-30T12:21:45+00:00',0,'');
INSERT INTO "message" VALUES(14,'arboga@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','update','REQUEST',1,'540c20e2e8f4289f857431643e049cdd','0c6c5324208918cc79ec825c1129f0c7','431042c49254dd98d7d5ce2d716a73fba58d9d26','draft',NULL,'2026-11-30T12:21:45+00:00','2026-11-30T12:21:45+00:00',0,'');
INSERT INTO "message" VALUES(15,'extra@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','cancellation','CANCEL',1,'4f67abce3d8456560d7b625364d94ac0','7fa290f6ed70a55cd82588d524e431a6','378de92c86c9b493b09f27910e11702ccf61d416','draft',NULL,'2026-11-30T12:21:48+00:00','2026-11-30T12:21:48+00:00',0,'');
INSERT INTO "message" VALUES(16,'extra@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','cancellation','CANCEL',1,'4f67abce3d8456560d7b625364d94ac0','7fa290f6ed70a55cd82588d524e431a6','a79510391ffc6cc085d4a7aea2a798e9f97e40f5','draft',NULL,'2026-11-30T12:21:48+00:00','2026-11-30T12:21:48+00:00',0,'');
INSERT INTO "message" VALUES(17,'borttagen@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','cancellation','CANCEL',1,'80a056969fa4e7b4bde0c77b255b084a','391fe25588263eb5e0f75ff9d1f6aa3a','60350506b54829cbb9605da78dc50592f1a5dad8','draft',NULL,'2026-11-30T12:21:50+00:00','2026-11-30T12:21:50+00:00',0,'');
INSERT INTO "message" VALUES(18,'borttagen@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','cancellation','CANCEL',1,'80a056969fa4e7b4bde0c77b255b084a','391fe25588263eb5e0f75ff9d1f6aa3a','fbfe09ee45bd098697ae429a05d71d06e0ebd71e','draft',NULL,'2026-11-30T12:21:50+00:00','2026-11-30T12:21:50+00:00',0,'');
INSERT INTO "message" VALUES(19,'uppskjuten@plan.example.org','ett@example.org',2,'ett@example.org','Testperson Ett','','required','','cancellation','CANCEL',1,'c5a0c0b1b01d122f6070f28613da3d68','d015643e1c783a23b42730a05a9286a6','225aee4998cd69a0f61c156d3393b8a510b4ed74','draft',NULL,'2026-11-30T12:21:51+00:00','2026-11-30T12:21:51+00:00',0,'');
INSERT INTO "message" VALUES(20,'uppskjuten@plan.example.org','tva@example.org',2,'tva@example.org','Testperson Två','','required','en','cancellation','CANCEL',1,'c5a0c0b1b01d122f6070f28613da3d68','d015643e1c783a23b42730a05a9286a6','0efe6128a73e2efa73425bc33a5da7808583defa','draft',NULL,'2026-11-30T12:21:51+00:00','2026-11-30T12:21:51+00:00',0,'');
CREATE TABLE review (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL UNIQUE,
    uid TEXT NOT NULL,
    key TEXT NOT NULL,
    sender TEXT NOT NULL,
    reason TEXT NOT NULL,
    status TEXT NOT NULL,
    comment TEXT NOT NULL,
    read TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    delegate TEXT NOT NULL DEFAULT ''
) STRICT;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('message',20);
COMMIT;
PRAGMA user_version = 2;
