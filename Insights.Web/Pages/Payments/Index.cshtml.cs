using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Payments;

/// <summary>Which payments fail, why, and what customers did then.</summary>
[Authorize(Policies.Everyone)]
internal sealed class PaymentsModel(DocumentScreen screen) : TabbedPageModel(screen, PaymentTabs.All, "/payments");
