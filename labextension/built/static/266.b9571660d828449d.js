"use strict";(self.rspackChunknbguard=self.rspackChunknbguard||[]).push([[266],{28(r,e,n){var o=n(26),a=n.n(o),t=n(27),i=(n.n(t))()(a());i.push([r.id,`/* The panel */

.nbguard-panel {
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font-size: var(--jp-ui-font-size1);
  min-width: 180px;
}

.nbguard-view {
  display: flex;
  flex-direction: column;
  height: 100%;
}

.nbguard-head {
  display: flex;
  flex-direction: column;
  gap: 6px;
  padding: 8px 12px;
  border-bottom: var(--jp-border-width) solid var(--jp-border-color2);
}

.nbguard-title {
  margin: 0;
  font-size: var(--jp-ui-font-size1);
  font-weight: 600;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbguard-summary,
.nbguard-foot {
  margin: 0;
  color: var(--jp-ui-font-color2);
  font-size: var(--jp-ui-font-size0);
  line-height: 1.4;
}

.nbguard-problem {
  margin: 0;
  padding-left: 6px;
  border-left: 3px solid var(--jp-error-color1);
  color: var(--jp-ui-font-color1);
  font-size: var(--jp-ui-font-size0);
  line-height: 1.4;
  overflow-wrap: anywhere;
}

.nbguard-policy {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbguard-foot {
  padding: 6px 12px;
  border-top: var(--jp-border-width) solid var(--jp-border-color2);
}

.nbguard-empty {
  padding: 24px 16px;
  color: var(--jp-ui-font-color2);
  text-align: center;
}

.nbguard-view [hidden] {
  display: none;
}

.nbguard-bar {
  display: flex;
  gap: 6px;
}

.nbguard-search,
.nbguard-filter {
  flex: 1 1 0;
  min-width: 0;
  height: 24px;
  padding: 0 6px;
  box-sizing: border-box;
  border: var(--jp-border-width) solid var(--jp-border-color1);
  border-radius: var(--jp-border-radius);
  background: var(--jp-layout-color0);
  color: var(--jp-ui-font-color1);
  font: inherit;
  font-size: var(--jp-ui-font-size0);
}

.nbguard-button {
  flex: none;
  padding: 0 8px;
  height: 22px;
  border: var(--jp-border-width) solid var(--jp-border-color1);
  border-radius: var(--jp-border-radius);
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font: inherit;
  font-size: var(--jp-ui-font-size0);
  line-height: 20px;
  white-space: nowrap;
  cursor: pointer;
}

.nbguard-button:hover:enabled {
  background: var(--jp-layout-color3);
}

.nbguard-button:disabled {
  opacity: 0.45;
  cursor: default;
}

.nbguard-redact-all {
  background: var(--jp-brand-color1);
  border-color: var(--jp-brand-color1);
  color: var(--jp-ui-inverse-font-color1);
}

.nbguard-redact-all:hover:enabled {
  background: var(--jp-brand-color0);
}

.nbguard-rescan {
  margin-left: auto;
}

.nbguard-panel :focus-visible,
.nbguard-badge :focus-visible,
.nbguard-status :focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}

/* Rows: their heights stand in rows.ts too */

.nbguard-list {
  flex: 1 1 0;
  min-height: 0;
  overflow: hidden auto;
}

.nbguard-rows {
  position: relative;
}

.nbguard-cell,
.nbguard-finding {
  position: absolute;
  left: 0;
  right: 0;
  box-sizing: border-box;
  padding: 0 12px;
}

.nbguard-cell {
  display: flex;
  align-items: center;
  justify-content: space-between;
  height: 26px;
  background: var(--jp-layout-color2);
  color: var(--jp-ui-font-color2);
  font-size: var(--jp-ui-font-size0);
  font-weight: 600;
}

.nbguard-finding {
  display: flex;
  flex-direction: column;
  justify-content: center;
  gap: 2px;
  height: 48px;
  cursor: pointer;
  border-bottom: var(--jp-border-width) solid var(--jp-border-color3);
}

.nbguard-finding:hover,
.nbguard-finding:focus-within {
  background: var(--jp-layout-color2);
}

.nbguard-mod-busy .nbguard-finding {
  opacity: 0.6;
}

.nbguard-line {
  display: flex;
  align-items: center;
  gap: 6px;
  min-width: 0;
}

.nbguard-entity {
  flex: 0 1 auto;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-size: var(--jp-ui-font-size0);
  font-weight: 600;
  border-left: 3px solid var(--jp-warn-color1);
  padding-left: 6px;
}

.nbguard-finding[data-kind='secret'] .nbguard-entity {
  border-color: var(--jp-error-color1);
}

.nbguard-finding[data-kind='path'] .nbguard-entity {
  border-color: var(--jp-info-color1);
}

.nbguard-where {
  flex: 1 1 0;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  color: var(--jp-ui-font-color2);
  font-size: var(--jp-ui-font-size0);
}

.nbguard-line .nbguard-button {
  height: 18px;
  line-height: 16px;
  padding: 0 4px;
}

.nbguard-line .nbguard-allow {
  margin-left: -2px;
}

.nbguard-context {
  display: flex;
  min-width: 0;
  white-space: pre;
  padding-left: 9px;
  color: var(--jp-ui-font-color2);
  font-family: var(--jp-code-font-family);
  font-size: 11px;
}

.nbguard-before {
  display: flex;
  flex: 0 1 auto;
  justify-content: flex-end;
  min-width: 25%;
  max-width: 45%;
  overflow: hidden;
}

.nbguard-before:empty,
.nbguard-before:has(span:empty) {
  min-width: 0;
}

.nbguard-after {
  flex: 1 1 0;
  overflow: hidden;
  text-overflow: ellipsis;
}

.nbguard-context mark {
  flex: none;
  background: none;
  color: var(--jp-ui-font-color0);
  font-weight: 600;
}

/* The status */

.nbguard-status {
  display: flex;
  align-items: center;
}

.nbguard-status-button {
  display: flex;
  align-items: center;
  gap: 4px;
  height: 100%;
  border: none;
  background: none;
  color: inherit;
  font-size: inherit;
  line-height: inherit;
}

.nbguard-status-button:hover:enabled {
  background: none;
  text-decoration: underline;
}

.nbguard-status-icon {
  display: flex;
}

.nbguard-status[data-level='found'] .jp-icon3 {
  fill: var(--jp-warn-color1);
}

.nbguard-status[data-level='failed'] .jp-icon3 {
  fill: var(--jp-error-color1);
}

.nbguard-status[data-level='clean'] .jp-icon3 {
  fill: var(--jp-success-color1);
}

/* In the notebook */

.nbguard-badge {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 12px;
  margin-left: calc(var(--jp-cell-prompt-width) + var(--jp-cell-collapser-width) + var(--jp-cell-padding));
  padding: 1px 0;
  color: var(--jp-ui-font-color2);
  font-family: var(--jp-ui-font-family);
  font-size: 11px;
  line-height: 16px;
}

.nbguard-badge-part {
  display: inline-flex;
  align-items: center;
  gap: 4px;
  min-width: 0;
}

.nbguard-badge-text {
  border-left: 3px solid var(--jp-warn-color1);
  padding-left: 6px;
}

.nbguard-lens {
  height: 16px;
  padding: 0 4px;
  border: none;
  background: none;
  color: var(--jp-content-link-color);
  font-size: 11px;
  line-height: 16px;
}

.nbguard-lens[hidden] {
  display: none;
}

.nbguard-lens:hover:enabled {
  background: none;
  text-decoration: underline;
}

.nbguard-underline {
  text-decoration: underline wavy var(--jp-warn-color1);
  text-decoration-skip-ink: none;
  text-underline-offset: 2px;
}

::highlight(nbguard) {
  background-color: var(--jp-warn-color1);
  color: #000;
}

@keyframes nbguard-flash {
  from {
    box-shadow: inset 0 0 0 2px var(--jp-warn-color1);
  }

  to {
    box-shadow: inset 0 0 0 2px transparent;
  }
}

.nbguard-mod-flash {
  animation: nbguard-flash 1.5s ease-out;
}

@media (prefers-reduced-motion: reduce) {
  .nbguard-mod-flash {
    animation: none;
    outline: 2px solid var(--jp-warn-color1);
  }
}

.nbguard-refusal ul {
  margin: 8px 0;
  padding-left: 20px;
}

.nbguard-refusal p {
  margin: 0;
  max-width: 480px;
}

.jp-OutputArea .nbguard-review[data-code] {
  color: var(--jp-content-link-color);
  cursor: pointer;
  text-decoration: underline;
}
`,""]),n.d(e,{},{A:i})},25(r,e,n){var o=n(26),a=n.n(o),t=n(27),i=n.n(t),d=n(28),l=i()(a());l.i(d.A),l.push([r.id,`
`,""]),n.d(e,{},{A:l})},27(r){r.exports=function(r){var e=[];return e.toString=function(){return this.map(function(e){var n="",o=void 0!==e[5];return e[4]&&(n+="@supports (".concat(e[4],") {")),e[2]&&(n+="@media ".concat(e[2]," {")),o&&(n+="@layer".concat(e[5].length>0?" ".concat(e[5]):""," {")),n+=r(e),o&&(n+="}"),e[2]&&(n+="}"),e[4]&&(n+="}"),n}).join("")},e.i=function(r,n,o,a,t){"string"==typeof r&&(r=[[null,r,void 0]]);var i={};if(o)for(var d=0;d<this.length;d++){var l=this[d][0];null!=l&&(i[l]=!0)}for(var p=0;p<r.length;p++){var u=[].concat(r[p]);o&&i[u[0]]||(void 0!==t&&(void 0===u[5]||(u[1]="@layer".concat(u[5].length>0?" ".concat(u[5]):""," {").concat(u[1],"}")),u[5]=t),n&&(u[2]&&(u[1]="@media ".concat(u[2]," {").concat(u[1],"}")),u[2]=n),a&&(u[4]?(u[1]="@supports (".concat(u[4],") {").concat(u[1],"}"),u[4]=a):u[4]="".concat(a)),e.push(u))}},e}},26(r){r.exports=function(r){return r[1]}},18(r,e,n){n.r(e);var o=n(19),a=n.n(o),t=n(20),i=n.n(t),d=n(21),l=n.n(d),p=n(22),u=n.n(p),s=n(23),c=n.n(s),f=n(24),g=n.n(f),b=n(25),h={};h.styleTagTransform=g(),h.setAttributes=u(),h.insert=l().bind(null,"head"),h.domAPI=i(),h.insertStyleElement=c(),a()(b.A,h);let v=b.A&&b.A.locals?b.A.locals:void 0;n.d(e,{},{default:v})},19(r){var e=[];function n(r){for(var n=-1,o=0;o<e.length;o++)if(e[o].identifier===r){n=o;break}return n}function o(r,o){for(var a={},t=[],i=0;i<r.length;i++){var d=r[i],l=o.base?d[0]+o.base:d[0],p=a[l]||0,u="".concat(l," ").concat(p);a[l]=p+1;var s=n(u),c={css:d[1],media:d[2],sourceMap:d[3],supports:d[4],layer:d[5]};if(-1!==s)e[s].references++,e[s].updater(c);else{var f=function(r,e){var n=e.domAPI(e);return n.update(r),function(e){e?(e.css!==r.css||e.media!==r.media||e.sourceMap!==r.sourceMap||e.supports!==r.supports||e.layer!==r.layer)&&n.update(r=e):n.remove()}}(c,o);o.byIndex=i,e.splice(i,0,{identifier:u,updater:f,references:1})}t.push(u)}return t}r.exports=function(r,a){var t=o(r=r||[],a=a||{});return function(r){r=r||[];for(var i=0;i<t.length;i++){var d=n(t[i]);e[d].references--}for(var l=o(r,a),p=0;p<t.length;p++){var u=n(t[p]);0===e[u].references&&(e[u].updater(),e.splice(u,1))}t=l}}},21(r){var e={};r.exports=function(r,n){var o=function(r){if(void 0===e[r]){var n=document.querySelector(r);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(r){n=null}e[r]=n}return e[r]}(r);if(!o)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");o.appendChild(n)}},23(r){r.exports=function(r){var e=document.createElement("style");return r.setAttributes(e,r.attributes),r.insert(e,r.options),e}},22(r,e,n){r.exports=function(r){var e=n.nc;e&&r.setAttribute("nonce",e)}},20(r){r.exports=function(r){if("u"<typeof document)return{update:function(){},remove:function(){}};var e=r.insertStyleElement(r);return{update:function(n){var o,a,t;o="",n.supports&&(o+="@supports (".concat(n.supports,") {")),n.media&&(o+="@media ".concat(n.media," {")),(a=void 0!==n.layer)&&(o+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),o+=n.css,a&&(o+="}"),n.media&&(o+="}"),n.supports&&(o+="}"),(t=n.sourceMap)&&"u">typeof btoa&&(o+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(t))))," */")),r.styleTagTransform(o,e,r.options)},remove:function(){var r;null===(r=e).parentNode||r.parentNode.removeChild(r)}}}},24(r){r.exports=function(r,e){if(e.styleSheet)e.styleSheet.cssText=r;else{for(;e.firstChild;)e.removeChild(e.firstChild);e.appendChild(document.createTextNode(r))}}}}]);