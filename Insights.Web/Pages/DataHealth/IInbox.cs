namespace Insights.Web.Pages.DataHealth;

/// <summary>The watched folder, as Data health shows it. The host watches.</summary>
internal interface IInbox
{
    /// <summary>Null: no folder is watched.</summary>
    InboxView? View();
}

/// <param name="Waiting">Files that are there and still growing, or too new to tell.</param>
/// <param name="Problem">Why the last look failed.</param>
internal sealed record InboxView(string Folder, DateTimeOffset? LastLook, int Waiting, string? Problem, IReadOnlyList<QuarantinedFile> Quarantine);

/// <summary>A file set aside, with the note beside it.</summary>
internal sealed record QuarantinedFile(string Name, string Why, DateTimeOffset Since);
