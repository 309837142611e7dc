using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Payments;

/// <summary>Card testing, fast tries, repeat disputers.</summary>
[Authorize(Policies.Everyone)]
internal sealed class FraudModel(DocumentScreen screen) : TabbedPageModel(screen, PaymentTabs.All, "/payments/fraud");
