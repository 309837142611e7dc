namespace Insights.Web.Pages.Shared;

/// <summary>Switches the demo's data. The host knows how; a person confirms it on the Admin screen.</summary>
internal interface IDemoData
{
    bool IsOn { get; }

    /// <summary>False where the store holds real files: demo rows are never mixed with them.</summary>
    ValueTask<bool> MayTurnOnAsync(CancellationToken cancel = default);

    /// <summary>Loads the demo in the background; Jobs and Data health show it.</summary>
    Task TurnOnAsync(string startedBy, CancellationToken cancel = default);

    /// <summary>Removes every demo row.</summary>
    Task TurnOffAsync(string startedBy, CancellationToken cancel = default);
}
