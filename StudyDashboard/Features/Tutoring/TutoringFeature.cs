using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Tutoring.Archive;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Enrollments;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Reminders;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Features.Tutoring.Schedule;
using StudyDashboard.Features.Tutoring.Whiteboards;

namespace StudyDashboard.Features.Tutoring;

internal static class TutoringFeature
{
    public static IServiceCollection AddTutoring(this IServiceCollection services) => services
        .AddSingleton<EnrollmentService>()
        .AddSingleton<SharingService>()
        .AddSingleton<LessonFacts>()
        .AddSingleton<LessonRecorder>()
        .AddSingleton<ConflictFinder>()
        .AddSingleton<ConflictResolver>()
        .AddSingleton<LessonService>()
        .AddSingleton<LessonReader>()
        .AddSingleton<LessonHorizon>()
        .AddClosing()
        .AddSingleton<OfferService>()
        .AddSingleton<SlotRequestService>()
        .AddSingleton<BoardRooms>()
        .AddSingleton<WhiteboardService>()
        .AddSingleton<LessonNotices>()
        .AddSingleton<ILessonConsequence>(provider => provider.GetRequiredService<LessonNotices>())
        .AddSingleton<IReminderSource>(provider => provider.GetRequiredService<LessonNotices>())
        .AddSingleton<IDayFigures, LessonDays.Counting>()
        .AddSingleton<ILessonConsequence, LessonDays>()
        .AddSingleton<LessonRecords>()
        .AddSchedule()
        .AddSingleton<IDemoPart, TutoringDemo>()
        .AddSingleton<IDemoPart, ScheduleDemo>()
        .AddSingleton<IDemoPart, ReviewsDemo>()
        .AddSingleton<IDemoPart, RequestsDemo>()
        .AddSingleton<IDemoPart, WhiteboardDemo>()
        .AddSingleton<TeachingWriter>()
        .AddSingleton<TeachingUndo>()
        .AddSingleton<IArchivePart, TutoringArchive>()
        .AddSingleton<IPersonalData, TutoringData>()
        .AddSingleton<IStudentGrant, TutorGrant>();
}
