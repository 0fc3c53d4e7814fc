using StudyDashboard.Features.Calendars.ICalendar;

namespace StudyDashboard.Tests.Features.Calendars.ICalendar;

/// <summary>Files in the manner of programs that people export from, written for this test.</summary>
public sealed class ProgramFilesTests
{
    [Fact]
    public void Google_IsRead() => Same("""
        BEGIN:VCALENDAR
        PRODID:-//Google Inc//Google Calendar 70.9054//EN
        VERSION:2.0
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        X-WR-CALNAME:Uni
        X-WR-TIMEZONE:Europe/Sofia
        BEGIN:VTIMEZONE
        TZID:Europe/Sofia
        X-LIC-LOCATION:Europe/Sofia
        BEGIN:DAYLIGHT
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0300
        TZNAME:EEST
        DTSTART:19700329T030000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        TZOFFSETFROM:+0300
        TZOFFSETTO:+0200
        TZNAME:EET
        DTSTART:19701025T040000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        DTSTART;TZID=Europe/Sofia:20260302T090000
        DTEND;TZID=Europe/Sofia:20260302T103000
        RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20260316T215959Z;BYDAY=MO
        DTSTAMP:20260201T120000Z
        UID:7abc123@google.com
        ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Mina
          Park;X-NUM-GUESTS=0:mailto:mina@example.org
        CREATED:20260101T000000Z
        DESCRIPTION:Bring <b>paper</b>\, please\nRoom 2
        LAST-MODIFIED:20260201T120000Z
        LOCATION:
        SEQUENCE:1
        STATUS:CONFIRMED
        SUMMARY:Statistics
        TRANSP:OPAQUE
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:This is an event reminder
        TRIGGER:-P0DT0H10M0S
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;TZID=Europe/Sofia:20260310T140000
        DTEND;TZID=Europe/Sofia:20260310T153000
        DTSTAMP:20260201T120000Z
        UID:7abc123@google.com
        RECURRENCE-ID;TZID=Europe/Sofia:20260309T090000
        SEQUENCE:2
        SUMMARY:Statistics (moved)
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260303
        DTEND;VALUE=DATE:20260304
        UID:holiday@google.com
        SUMMARY:Liberation Day
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR
        """,
        "2026-03-02 07:00/08:30 Statistics", "2026-03-02 22:00/03-03 22:00 Liberation Day", "2026-03-10 12:00/13:30 Statistics (moved)", "2026-03-16 07:00/08:30 Statistics");

    [Fact]
    public void Outlook_WithWindowsZones_IsRead() => Same("""
        BEGIN:VCALENDAR
        PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
        VERSION:2.0
        METHOD:PUBLISH
        X-MS-OLK-FORCEINSPECTOROPEN:TRUE
        BEGIN:VTIMEZONE
        TZID:W. Europe Standard Time
        BEGIN:STANDARD
        DTSTART:16011028T030000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010325T020000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        CLASS:PUBLIC
        CREATED:20260101T100000Z
        DESCRIPTION: \n
        DTEND;TZID="W. Europe Standard Time":20260327T110000
        DTSTAMP:20260101T100000Z
        DTSTART;TZID="W. Europe Standard Time":20260327T100000
        EXDATE;TZID="W. Europe Standard Time":20260330T100000
        LAST-MODIFIED:20260101T100000Z
        PRIORITY:5
        RRULE:FREQ=DAILY;COUNT=4
        SEQUENCE:0
        SUMMARY;LANGUAGE=de:Übung
        TRANSP:OPAQUE
        UID:040000008200E00074C5B7101A82E00800000000
        X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN"><HTML>
        	<BODY></BODY></HTML>
        X-MICROSOFT-CDO-BUSYSTATUS:BUSY
        X-MICROSOFT-CDO-IMPORTANCE:1
        END:VEVENT
        END:VCALENDAR
        """, "2026-03-27 09:00/10:00 Übung", "2026-03-28 09:00/10:00 Übung", "2026-03-29 08:00/09:00 Übung");

    [Fact]
    public void Outlook_OlderAndOnTheWeb_IsRead() => Same("""
        BEGIN:VCALENDAR
        METHOD:PUBLISH
        PRODID:Microsoft Exchange Server 2010
        VERSION:2.0
        X-WR-CALNAME:Calendar
        BEGIN:VTIMEZONE
        TZID:GMT +0200 (Standard) / GMT +0300 (Daylight)
        BEGIN:STANDARD
        DTSTART:16010101T040000
        TZOFFSETFROM:+0300
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0300
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:old
        SUMMARY:Seminar
        DTSTART;TZID="GMT +0200 (Standard) / GMT +0300 (Daylight)":20260602T100000
        DTEND;TZID="GMT +0200 (Standard) / GMT +0300 (Daylight)":20260602T113000
        CLASS:PRIVATE
        END:VEVENT
        BEGIN:VEVENT
        UID:web
        SUMMARY:Busy
        DTSTART;TZID=FLE Standard Time:20260603T100000
        DTEND;TZID=FLE Standard Time:20260603T110000
        STATUS:CONFIRMED
        X-MICROSOFT-CDO-BUSYSTATUS:FREE
        END:VEVENT
        END:VCALENDAR
        """, "2026-06-02 07:00/08:30 Seminar", "2026-06-03 07:00/08:00 Busy");

    [Fact]
    public void Apple_IsRead() => Same("""
        BEGIN:VCALENDAR
        METHOD:PUBLISH
        VERSION:2.0
        X-WR-CALNAME:Home
        PRODID:-//Apple Inc.//macOS 14.2//EN
        X-APPLE-CALENDAR-COLOR:#0E61B9
        X-WR-TIMEZONE:America/New_York
        CALSCALE:GREGORIAN
        BEGIN:VEVENT
        TRANSP:OPAQUE
        DTEND;TZID=America/New_York:20260305T150000
        LAST-MODIFIED:20260101T100000Z
        UID:5B3D4E1F-0000-4E2C-9C11-1234567890AB
        DTSTAMP:20260101T100000Z
        X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
        SEQUENCE:0
        SUMMARY:Piano
        DTSTART;TZID=America/New_York:20260305T140000
        X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="Hall
         :1; Main":geo:42.697,23.321
        RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=1TH;UNTIL=20260501T035959Z
        END:VEVENT
        BEGIN:VEVENT
        UID:floating
        SUMMARY:Wake up
        DTSTART:20260306T070000
        DURATION:PT15M
        END:VEVENT
        END:VCALENDAR
        """, "2026-03-05 19:00/20:00 Piano", "2026-03-06 12:00/12:15 Wake up", "2026-04-02 18:00/19:00 Piano");

    [Fact]
    public void Proton_IsRead() => Same("""
        BEGIN:VCALENDAR
        PRODID:-//Proton AG//WebCalendar 5.0.1//EN
        VERSION:2.0
        METHOD:PUBLISH
        CALSCALE:GREGORIAN
        X-WR-TIMEZONE:Europe/Sofia
        X-WR-CALNAME:My calendar
        BEGIN:VTIMEZONE
        TZID:Europe/Sofia
        LAST-MODIFIED:20240205T192834Z
        X-LIC-LOCATION:Europe/Sofia
        BEGIN:DAYLIGHT
        TZNAME:EEST
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0300
        DTSTART:19700329T030000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:abc@proton.me
        DTSTAMP:20260101T000000Z
        DTSTART;TZID=Europe/Sofia:20260504T180000
        DTEND;TZID=Europe/Sofia:20260504T190000
        SUMMARY:Chess
        RRULE:FREQ=WEEKLY;COUNT=2
        EXDATE;TZID=Europe/Sofia:20260511T180000
        SEQUENCE:1
        STATUS:CONFIRMED
        BEGIN:VALARM
        TRIGGER:-PT15M
        ACTION:DISPLAY
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        """, "2026-05-04 15:00/16:00 Chess");

    [Fact]
    public void Evolution_AndThunderbird_AreRead() => Same("""
        BEGIN:VCALENDAR
        PRODID:-//Ximian//NONSGML Evolution Calendar//EN
        VERSION:2.0
        BEGIN:VTIMEZONE
        TZID:/freeassociation.sourceforge.net/Europe/Sofia
        BEGIN:STANDARD
        DTSTART:19970101T000000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0200
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:evo
        DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Sofia:20260701T100000
        DTEND;TZID=/freeassociation.sourceforge.net/Europe/Sofia:20260701T110000
        SUMMARY:Summer course
        X-EVOLUTION-CALDAV-HREF:https://example.org/x.ics
        END:VEVENT
        BEGIN:VTODO
        UID:todo
        DUE:20260701T100000Z
        SUMMARY:Not an event
        END:VTODO
        END:VCALENDAR
        """, "2026-07-01 07:00/08:00 Summer course");

    [Fact]
    public void Outlook365_WithDisplayedAndOwnZones_IsRead() => Same("""
        BEGIN:VCALENDAR
        METHOD:PUBLISH
        PRODID:Microsoft Exchange Server 2010
        VERSION:2.0
        X-WR-CALNAME:Calendar
        BEGIN:VTIMEZONE
        TZID:Customized Time Zone
        BEGIN:STANDARD
        DTSTART:16010101T040000
        TZOFFSETFROM:+0300
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0300
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        DESCRIPTION:\n________________________________\nJoin: https://example.org/l/meetup-join/19%3a
         meeting\n
        RRULE:FREQ=WEEKLY;UNTIL=20260407T140000Z;INTERVAL=1;BYDAY=TU;WKST=MO
        EXDATE;TZID=Customized Time Zone:20260331T170000
        UID:040000008200E00074C5B7101A82E008000000001
        SUMMARY:Physics
        DTSTART;TZID=Customized Time Zone:20260324T170000
        DTEND;TZID=Customized Time Zone:20260324T180000
        CLASS:PUBLIC
        X-MICROSOFT-CDO-BUSYSTATUS:BUSY
        X-MICROSOFT-LOCATIONS:[{"DisplayName":"Room: 5"\,"LocationAnnotation":""}]
        END:VEVENT
        BEGIN:VEVENT
        UID:040000008200E00074C5B7101A82E008000000002
        SUMMARY:Chemistry
        DTSTART;TZID="(UTC+02:00) Sofia":20260325T090000
        DTEND;TZID="(UTC+02:00) Sofia":20260325T100000
        X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
        END:VEVENT
        END:VCALENDAR
        """, "2026-03-24 15:00/16:00 Physics", "2026-03-25 07:00/08:00 Chemistry", "2026-04-07 14:00/15:00 Physics");

    [Fact]
    public void Nextcloud_AndThunderbird_AreRead() => Same("""
        BEGIN:VCALENDAR
        VERSION:2.0
        CALSCALE:GREGORIAN
        PRODID:-//SabreDAV//SabreDAV//EN
        X-WR-CALNAME:Choir
        X-APPLE-CALENDAR-COLOR:#0082c9
        REFRESH-INTERVAL;VALUE=DURATION:PT4H
        X-PUBLISHED-TTL:PT4H
        BEGIN:VTIMEZONE
        TZID:Europe/Sofia
        BEGIN:STANDARD
        TZNAME:EET
        TZOFFSETFROM:+0300
        TZOFFSETTO:+0200
        DTSTART:19971026T040000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        CREATED:20260101T100000Z
        DTSTAMP:20260101T100000Z
        LAST-MODIFIED:20260101T100000Z
        SEQUENCE:3
        UID:2b8f3c9e-nextcloud
        DTSTART;TZID=Europe/Sofia:20260303T190000
        DTEND;TZID=Europe/Sofia:20260303T203000
        STATUS:CONFIRMED
        SUMMARY:Choir
        RRULE:FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1;COUNT=3
        EXDATE;TZID=Europe/Sofia:20260407T190000
        END:VEVENT
        BEGIN:VEVENT
        CREATED:20260201T100000Z
        LAST-MODIFIED:20260201T100000Z
        DTSTAMP:20260201T100000Z
        UID:9d1c-thunderbird
        SUMMARY:Walk
        RRULE:FREQ=DAILY;UNTIL=20260311
        DTSTART;VALUE=DATE:20260310
        DTEND;VALUE=DATE:20260311
        TRANSP:TRANSPARENT
        X-MOZ-GENERATION:2
        X-MOZ-LASTACK:20260201T100000Z
        END:VEVENT
        END:VCALENDAR
        """, "2026-03-03 17:00/18:30 Choir", "2026-03-09 22:00/03-10 22:00 Walk", "2026-03-10 22:00/03-11 22:00 Walk", "2026-05-05 16:00/17:30 Choir");

    [Fact]
    public void Zoho_AndFastmail_AreRead() => Same("""
        BEGIN:VCALENDAR
        PRODID:-//Zoho Corporation//Zoho Calendar-US//EN
        VERSION:2.0
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        X-WR-CALNAME:Office
        X-WR-TIMEZONE:Asia/Kolkata
        BEGIN:VEVENT
        DTSTAMP:20260101T100000Z
        SEQUENCE:0
        UID:abc@zoho.com
        DTSTART;TZID=Asia/Kolkata;VALUE=DATE-TIME:20260302T100000
        DTEND;TZID=Asia/Kolkata;VALUE=DATE-TIME:20260302T110000
        SUMMARY:Stand-up
        RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=3;BYDAY=MO,WE
        TRANSP:OPAQUE
        END:VEVENT
        END:VCALENDAR
        BEGIN:VCALENDAR
        PRODID:-//CyrusIMAP.org/Cyrus 3.9.0//EN
        VERSION:2.0
        CALSCALE:GREGORIAN
        BEGIN:VEVENT
        UID:f1@fastmail
        DTSTAMP:20260101T100000Z
        DTSTART;TZID=Europe/Sofia;X-LIC-ERROR="a:b;c":20260303T120000
        DURATION:PT45M
        SUMMARY:Lunch
        X-APPLE-DEFAULT-ALARM;VALUE=BOOLEAN:TRUE
        RECURRENCE-ID;TZID=Europe/Sofia:20260302T120000
        END:VEVENT
        END:VCALENDAR
        """, "2026-03-02 04:30/05:30 Stand-up", "2026-03-03 10:00/10:45 Lunch", "2026-03-04 04:30/05:30 Stand-up", "2026-03-09 04:30/05:30 Stand-up");

    private static void Same(string file, params string[] expected)
    {
        var read = ReadText.Read(ReadText.Crlf(file));

        Assert.Equal(expected, read.InYear());
        Assert.True(read.Findings.Count == 0, string.Join('\n', read.Findings.Kept));
    }
}
